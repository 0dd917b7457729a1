import { MOST_FILE_BYTES, MOST_IMPORT_BODY_BYTES } from '../imports/importSchemas';
import { contentChecksView } from '../content/contentSchemas';
import { endpoint } from '../edge/endpoint';
import { refuse } from '../edge/problem';
import {
  answerBody,
  intakeBody,
  intakeView,
  interactionDetailView,
  interactionList,
  interactionParams,
  interactionsQuery,
  kindBody,
  setAsideBody,
  sheetBody,
  showWhereBody,
  submitBody,
  takeUpBody,
} from './interactionSchemas';

/** Two hundred messages with their texts. */
const MOST_INTAKE_BYTES = 8 * 1024 * 1024;

export const listInteractions = endpoint({
  summary: 'Messages from outside of the caller’s units, each with who owes the answer by when',
  query: interactionsQuery,
  answer: interactionList,
  handle({ services, principal, query: { cursor, limit, ...query } }) {
    return services.interactions.list(query, { cursor, limit }, principal);
  },
});

export const showInteraction = endpoint({
  summary: 'One message with its text, its answer, and how both read in public',
  params: interactionParams,
  answer: interactionDetailView,
  handle({ services, principal, params }) {
    return services.interactions.show(params.id, principal);
  },
});

export const receiveInteractions = endpoint({
  summary: 'Take messages in, each once by its source and number there; every line that cannot be taken is said',
  mostBodyBytes: MOST_INTAKE_BYTES,
  body: intakeBody,
  answer: intakeView,
  handle({ services, principal, body }) {
    return services.interactions.receive(body.messages, principal);
  },
});

export const receiveInteractionSheet = endpoint({
  summary: 'Take messages in from the first sheet of a file',
  mostBodyBytes: MOST_IMPORT_BODY_BYTES,
  body: sheetBody,
  answer: intakeView,
  async handle({ services, principal, body, readTable }) {
    const bytes = Buffer.from(body.content, 'base64');
    if (bytes.length > MOST_FILE_BYTES) throw refuse('body-too-large', '文件超过 10 MB。');
    return services.interactions.receiveSheet(await readTable(bytes, body.fileName), principal);
  },
});

export const writeAnswer = endpoint({
  summary: 'Write the answer, and say whether it is published',
  params: interactionParams,
  body: answerBody,
  answer: interactionDetailView,
  handle({ services, principal, params, body: { version, ...draft } }) {
    return services.interactions.write({ id: params.id, version }, draft, principal);
  },
});

export const checkAnswer = endpoint({
  summary: 'What the checks of the content find in the answer, with what should stand there',
  params: interactionParams,
  answer: contentChecksView,
  handle({ services, principal, params }) {
    return services.interactions.checks(params.id, principal);
  },
});

export const handInAnswer = endpoint({
  summary: 'Hand the answer in for its review; it is given once the last stage is passed',
  params: interactionParams,
  body: submitBody,
  answer: interactionDetailView,
  handle({ services, principal, params, body }) {
    return services.interactions.submit({ id: params.id, version: body.version }, principal, body.overrides);
  },
});

export const changeKind = endpoint({
  summary: 'Say that a message is of another kind: its limit is that of the kind, from the same instant',
  params: interactionParams,
  body: kindBody,
  answer: interactionDetailView,
  handle({ services, principal, params, body: { version, kind } }) {
    return services.interactions.reclassify({ id: params.id, version }, kind, principal);
  },
});

export const setInteractionAside = endpoint({
  summary: 'Say why something is no valid message, or not for this office',
  params: interactionParams,
  body: setAsideBody,
  answer: interactionDetailView,
  handle({ services, principal, params, body: { version, ...said } }) {
    return services.interactions.setAside({ id: params.id, version }, said, principal);
  },
});

export const takeInteractionUp = endpoint({
  summary: 'Take up again what was answered or set aside; it is owed by the same deadline',
  params: interactionParams,
  body: takeUpBody,
  answer: interactionDetailView,
  handle({ services, principal, params, body: { version, words } }) {
    return services.interactions.takeUp({ id: params.id, version }, words, principal);
  },
});

export const showAnswerLink = endpoint({
  summary: 'Say where the answer stands in public',
  params: interactionParams,
  body: showWhereBody,
  answer: interactionDetailView,
  handle({ services, principal, params, body: { version, link } }) {
    return services.interactions.showWhere({ id: params.id, version }, link, principal);
  },
});
