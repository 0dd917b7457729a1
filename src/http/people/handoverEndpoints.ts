import { endpoint } from '../edge/endpoint';
import { pageQuery } from '../edge/inputSchemas';
import { handOverBody, handoverList, handoverParams, handoverPreviewView, handoverView } from './handoverSchemas';
import { personParams } from './peopleSchemas';

export const previewHandover = endpoint({
  summary: 'What a person would leave open; changes nothing',
  params: personParams,
  answer: handoverPreviewView,
  handle({ services, principal, params }) {
    return services.people.previewHandover(params.id, principal);
  },
});

export const handOver = endpoint({
  summary: 'Give what a leaver has open to a successor, with a record and a reason (工作交接)',
  params: personParams,
  body: handOverBody,
  status: 201,
  answer: handoverView,
  handle({ services, principal, params, body }) {
    return services.people.handOver(params.id, body, principal);
  },
});

export const listHandovers = endpoint({
  summary: 'Records of hand-overs, the newest first',
  query: pageQuery,
  answer: handoverList,
  handle({ services, principal, query }) {
    return services.people.handovers(query, principal);
  },
});

export const showHandover = endpoint({
  summary: 'One record of a hand-over',
  params: handoverParams,
  answer: handoverView,
  handle({ services, principal, params }) {
    return services.people.handover(params.id, principal);
  },
});
