import type { ReminderFilter } from '../../ports/letterStorage';
import { alertParams } from '../alerts/alertSchemas';
import { endpoint } from '../edge/endpoint';
import { pageQuery } from '../edge/inputSchemas';
import { whole } from '../notify/notifyEndpoints';
import { versionBody } from '../notify/notifySchemas';
import {
  alertLetterList,
  digestBody,
  digestList,
  digestParams,
  digestPreview,
  digestView,
  letterList,
  newDigestBody,
  reminderBody,
  reminderList,
  reminderPreview,
  reminderPreviewBody,
  remindersQuery,
} from './letterSchemas';

export const listDigests = endpoint({
  summary: 'Who gets a digest on working days, when, and of what',
  answer: digestList,
  async handle({ services, principal, now }) {
    return whole(await services.letters.digests(principal), now);
  },
});

export const addDigest = endpoint({
  summary: 'Add a plan of digests',
  status: 201,
  body: newDigestBody,
  answer: digestView,
  handle({ services, principal, body }) {
    return services.letters.addDigest(body, principal);
  },
});

export const changeDigest = endpoint({
  summary: 'Change a plan of digests',
  params: digestParams,
  body: digestBody,
  answer: digestView,
  handle({ services, principal, params, body }) {
    const { version, ...draft } = body;
    return services.letters.changeDigest({ id: params.id, version }, draft, principal);
  },
});

export const removeDigest = endpoint({
  summary: 'Remove a plan of digests',
  status: 204,
  params: digestParams,
  body: versionBody,
  async handle({ services, principal, params, body }) {
    await services.letters.removeDigest({ id: params.id, version: body.version }, principal);
  },
});

export const previewDigest = endpoint({
  summary: 'What a plan of digests would say now, and to whom; changes nothing',
  body: newDigestBody,
  answer: digestPreview,
  handle({ services, principal, body }) {
    return services.letters.previewDigest(body, principal);
  },
});

export const listDigestLetters = endpoint({
  summary: 'Digests made by a plan, the newest first, with what became of them',
  params: digestParams,
  query: pageQuery,
  answer: letterList,
  handle({ services, principal, params, query }) {
    return services.letters.digestLetters(params.id, query, principal);
  },
});

export const previewReminder = endpoint({
  summary: 'Which units would be reminded and how, and which not and why; changes nothing',
  body: reminderPreviewBody,
  answer: reminderPreview,
  handle({ services, principal, body }) {
    return services.letters.previewReminder(body, principal);
  },
});

export const remind = endpoint({
  summary: 'Remind units of something through their channels, each at most so often a day',
  body: reminderBody,
  answer: reminderPreview,
  handle({ services, principal, body }) {
    return services.letters.remind(body, principal);
  },
});

export const listLettersOfAlert = endpoint({
  summary: 'Digests that told of an alert, and reminders of it: who, when, by which channel, and what became of each',
  params: alertParams,
  answer: alertLetterList,
  async handle({ services, principal, params, now }) {
    return whole(await services.letters.ofAlert(params.id, principal), now);
  },
});

export const listReminders = endpoint({
  summary: 'Units that were reminded, the newest first, with what became of it',
  query: remindersQuery,
  answer: reminderList,
  handle({ services, principal, query }) {
    const { cursor, limit, mandateId, caseId, unitId } = query;
    const about: ReminderFilter['subject'] =
      mandateId !== undefined
        ? { kind: 'mandate', id: mandateId }
        : caseId !== undefined
          ? { kind: 'case', id: caseId }
          : undefined;
    const filter = { ...(about === undefined ? {} : { subject: about }), ...(unitId === undefined ? {} : { unitId }) };
    return services.letters.reminders(filter, { cursor, limit }, principal);
  },
});
