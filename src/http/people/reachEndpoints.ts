import { endpoint } from '../edge/endpoint';
import { unitView } from './peopleSchemas';
import {
  counterpartBody,
  counterpartChangeView,
  counterpartPreviewBody,
  sourceParams,
  unitChangeBody,
  unitChangePreviewBody,
  unitChangeView,
} from './reachSchemas';
import { unitParams } from './unitSchemas';

export const previewUnitChange = endpoint({
  summary: 'What another level, other sectors or another region of a unit would mean; changes nothing',
  params: unitParams,
  body: unitChangePreviewBody,
  answer: unitChangeView,
  handle({ services, principal, params, body }) {
    return services.reach.previewUnit(params.id, body, principal);
  },
});

/** Binds nobody by itself: of the mandates under way only those named in `alsoFor` reach further. */
export const changeUnit = endpoint({
  summary: 'Change level, sectors or region of a unit, with a reason',
  params: unitParams,
  body: unitChangeBody,
  answer: unitView,
  handle({ services, principal, params, body }) {
    return services.reach.changeUnit(params.id, body, principal);
  },
});

export const previewCounterpart = endpoint({
  summary: 'What it would mean that another unit publishes in a source for its counterparts; changes nothing',
  params: sourceParams,
  body: counterpartPreviewBody,
  answer: counterpartChangeView,
  handle({ services, principal, params, body }) {
    return services.reach.previewCounterpart(params.id, body.unitId, principal);
  },
});

export const changeCounterpart = endpoint({
  summary: 'Say which unit publishes in a source for its counterparts, with a reason',
  params: sourceParams,
  body: counterpartBody,
  answer: counterpartChangeView,
  handle({ services, principal, params, body }) {
    return services.reach.changeCounterpart(params.id, body, principal);
  },
});
