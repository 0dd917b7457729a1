import type { ListView } from '../../api/wire';
import { endpoint } from '../edge/endpoint';
import { versionBody } from '../notify/notifySchemas';
import {
  dayBody,
  daysQuery,
  dutyDayList,
  dutyDayView,
  filledView,
  fillPreviewView,
  importBody,
  importPreviewBody,
  newRosterBody,
  rosterBody,
  rosterList,
  rosterParams,
  rosterView,
  rotationBody,
  rotationPreviewBody,
  substitutionBody,
  substitutionList,
  substitutionParams,
  substitutionView,
  templateView,
} from './oncallSchemas';
import { readDutySheet } from './readDutySheet';
import { writeXlsx } from '../sheets/writeXlsx';

/** All there are: what people set up by hand is no long list. */
function whole<T>(items: readonly T[], now: Date): ListView<T> {
  return { items, nextCursor: null, asOf: now.toISOString() };
}

export const listRosters = endpoint({
  summary: 'Duty rosters: who is on duty now, and the holes of the next two weeks',
  answer: rosterList,
  async handle({ services, principal, now }) {
    return whole(await services.oncall.rosters(principal), now);
  },
});

export const addRoster = endpoint({
  summary: 'Add a duty roster',
  status: 201,
  body: newRosterBody,
  answer: rosterView,
  handle({ services, principal, body }) {
    return services.oncall.addRoster(body, principal);
  },
});

export const changeRoster = endpoint({
  summary: 'Change a duty roster; its days stay',
  params: rosterParams,
  body: rosterBody,
  answer: rosterView,
  handle({ services, principal, params, body }) {
    const { version, ...draft } = body;
    return services.oncall.changeRoster({ id: params.id, version }, draft, principal);
  },
});

export const removeRoster = endpoint({
  summary: 'Remove a duty roster that nothing names',
  status: 204,
  params: rosterParams,
  body: versionBody,
  async handle({ services, principal, params, body }) {
    await services.oncall.removeRoster({ id: params.id, version: body.version }, principal);
  },
});

export const listDutyDays = endpoint({
  summary: 'Who has the duty of each day, filled or not; five weeks from today unless a span is named',
  params: rosterParams,
  query: daysQuery,
  answer: dutyDayList,
  async handle({ services, principal, params, query, now }) {
    return whole(await services.oncall.dutyDays(params.id, query, principal), now);
  },
});

export const setDutyDay = endpoint({
  summary: 'Say who has the duty of one day',
  params: rosterParams,
  body: dayBody,
  answer: dutyDayView,
  handle({ services, principal, params, body }) {
    const { date, version, ...people } = body;
    return services.oncall.setDay({ rosterId: params.id, date, version }, people, principal);
  },
});

export const previewImport = endpoint({
  summary: 'What is wrong with a table of duty, and what storing it would do; changes nothing',
  params: rosterParams,
  body: importPreviewBody,
  answer: fillPreviewView,
  handle({ services, principal, params, body }) {
    const rows = readDutySheet(body.content);
    return services.oncall.previewFilling(params.id, { kind: 'table', rows }, principal);
  },
});

export const importDuty = endpoint({
  summary: 'Fill days from a table as the preview showed: all of them, or none where there is a problem',
  params: rosterParams,
  body: importBody,
  answer: filledView,
  handle({ services, principal, params, body }) {
    const rows = readDutySheet(body.content);
    return services.oncall.fill({ id: params.id, basis: body.basis }, { kind: 'table', rows }, principal);
  },
});

export const previewRotation = endpoint({
  summary: 'Who would have which day if people took turns; changes nothing',
  params: rosterParams,
  body: rotationPreviewBody,
  answer: fillPreviewView,
  handle({ services, principal, params, body }) {
    return services.oncall.previewFilling(params.id, { kind: 'rotation', rotation: body }, principal);
  },
});

export const rotateDuty = endpoint({
  summary: 'Fill days with people taking turns, as the preview showed',
  params: rosterParams,
  body: rotationBody,
  answer: filledView,
  handle({ services, principal, params, body }) {
    const { basis, ...rotation } = body;
    return services.oncall.fill({ id: params.id, basis }, { kind: 'rotation', rotation }, principal);
  },
});

const HEAD = ['日期', '值班人员', '带班领导/备班', '电话', '说明'];
const WIDTHS = [14, 28, 28, 18, 14];

export const showTemplate = endpoint({
  summary: 'A table to be filled in: the days of next month, with whoever has them already',
  params: rosterParams,
  answer: templateView,
  async handle({ services, principal, params }) {
    const { name, month, lines } = await services.oncall.template(params.id, principal);
    const content = writeXlsx(`${name} ${month}`, [HEAD, ...lines], WIDTHS).toString('base64');
    return { fileName: `${name} ${month}.xlsx`, content };
  },
});

export const listSubstitutions = endpoint({
  summary: 'Who stands in for whom: substitutions that are not over, and those that ended within a month',
  params: rosterParams,
  answer: substitutionList,
  async handle({ services, principal, params, now }) {
    return whole(await services.oncall.substitutions(params.id, principal), now);
  },
});

export const addSubstitution = endpoint({
  summary: 'Let somebody stand in for somebody else from one day to another',
  status: 201,
  params: rosterParams,
  body: substitutionBody,
  answer: substitutionView,
  handle({ services, principal, params, body }) {
    return services.oncall.addSubstitution(params.id, body, principal);
  },
});

export const removeSubstitution = endpoint({
  summary: 'Take back a substitution',
  status: 204,
  params: substitutionParams,
  body: versionBody,
  async handle({ services, principal, params, body }) {
    await services.oncall.removeSubstitution({ id: params.id, version: body.version }, principal);
  },
});
