import { endpoint } from '../edge/endpoint';
import { pageQuery } from '../edge/inputSchemas';
import { unitView } from './peopleSchemas';
import {
  addUnitBody,
  changeRecordBody,
  mergeBody,
  mergePreviewBody,
  moveBody,
  movePreviewBody,
  reasonBody,
  regionList,
  regionQuery,
  unitDetailView,
  unitHistoryList,
  unitMergeView,
  unitMoveView,
  unitParams,
} from './unitSchemas';

export const showUnit = endpoint({
  summary: 'One unit, with what keeps it from being closed',
  params: unitParams,
  answer: unitDetailView,
  handle({ services, principal, params }) {
    return services.views.unit(params.id, principal);
  },
});

export const listUnitHistory = endpoint({
  summary: 'What was changed of a unit, when, by whom and why; newest first',
  params: unitParams,
  query: pageQuery,
  answer: unitHistoryList,
  handle({ services, principal, params, query }) {
    return services.views.unitHistory(params.id, query, principal);
  },
});

export const listRegions = endpoint({
  summary: 'Places of GB/T 2260 by code or name; at most 50',
  query: regionQuery,
  answer: regionList,
  handle({ services, query }) {
    return Promise.resolve(services.views.regions(query.q));
  },
});

export const addUnit = endpoint({
  summary: 'Add a unit below one of the reader, with a reason',
  body: addUnitBody,
  answer: unitView,
  status: 201,
  handle({ services, principal, body }) {
    return services.accounts.addUnit(body, principal);
  },
});

export const changeUnitRecord = endpoint({
  summary: 'Change name or credit code of a unit, with a reason',
  params: unitParams,
  body: changeRecordBody,
  answer: unitView,
  handle({ services, principal, params, body }) {
    return services.accounts.changeUnitRecord(params.id, body, principal);
  },
});

/** Refused by name and number of what it still has; it stays in the tree. */
export const closeUnit = endpoint({
  summary: 'Close a unit that has nothing left, with a reason',
  params: unitParams,
  body: reasonBody,
  answer: unitView,
  handle({ services, principal, params, body }) {
    return services.accounts.closeUnit(params.id, body.reason, principal);
  },
});

export const reopenUnit = endpoint({
  summary: 'Open a closed unit again, with a reason',
  params: unitParams,
  body: reasonBody,
  answer: unitView,
  handle({ services, principal, params, body }) {
    return services.accounts.reopenUnit(params.id, body.reason, principal);
  },
});

export const previewUnitMerge = endpoint({
  summary: 'What would go along if a unit were merged into another one; changes nothing',
  params: unitParams,
  body: mergePreviewBody,
  answer: unitMergeView,
  handle({ services, principal, params, body }) {
    return services.accounts.previewMerge({ unitId: params.id, intoId: body.intoId }, principal);
  },
});

/** All it has is the other's from the first moment on; it is closed below it. */
export const mergeUnit = endpoint({
  summary: 'Merge a unit into another one, by a document and with a reason',
  params: unitParams,
  body: mergeBody,
  answer: unitMergeView,
  handle({ services, principal, params, body }) {
    return services.accounts.mergeUnit({ unitId: params.id, ...body }, principal);
  },
});

export const previewUnitMove = endpoint({
  summary: 'What would go along if a unit were put under another superior; changes nothing',
  params: unitParams,
  body: movePreviewBody,
  answer: unitMoveView,
  handle({ services, principal, params, body }) {
    return services.accounts.previewMove({ unitId: params.id, parentId: body.parentId }, principal);
  },
});

/** From the first moment on the former superior sees nothing of it; one move at a time. */
export const moveUnit = endpoint({
  summary: 'Put a unit with everything below it under another superior, with a reason',
  params: unitParams,
  body: moveBody,
  answer: unitMoveView,
  handle({ services, principal, params, body }) {
    return services.accounts.moveUnit({ unitId: params.id, ...body }, principal);
  },
});
