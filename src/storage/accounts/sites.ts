import { filingOf, isSameSite, MAX_SITE_KEY, type Site } from '../../domain/accounts/site';
import type { DomainEvent } from '../../domain/alerts/alert';
import type { SiteId } from '../../domain/ids';
import { OPEN_STATES } from '../../domain/mandates/obligationTable';
import type { Sites } from '../../ports/storage';
import { leaving, outboxField, outboxOf, type WithOutbox } from '../alerts/outbox';
import { checkId, checkIds, checkSearch, checkText, MAX_BATCH } from '../checkInput';
import { above, anyOf, containing } from '../conditions';
import { readPage, type ListOrder } from '../cursor';
import { count, documentSchema, instant, partSchema, text, texts } from '../schemaParts';
import { scoped } from '../scope';
import {
  policyDecisionsPart,
  siteCheckPart,
  type PolicyDecisionsPart,
  type SiteCheckPart,
} from '../siteChecks/siteCheckPart';
import type { Filter, Row, Table } from '../table';
import type { FollowsSite } from './followers';

export interface SiteRow extends Row, Omit<Site, 'id'>, WithOutbox {
  readonly _id: SiteId;
  /** How it stands by its checks, once they have begun; the worst first in their lists. */
  readonly check?: SiteCheckPart;
  readonly checkRank?: number;
  /** What people have decided of its policies; absent: nothing. */
  readonly policies?: PolicyDecisionsPart;
}

export const siteSchema = documentSchema({
  _id: text,
  key: text,
  unitId: text,
  unitPath: texts,
  name: text,
  homeUrl: text,
  identifierCode: text,
  repostColumnId: text,
  filing: partSchema({
    icpNumber: text,
    policeNumber: text,
    plan: text,
    planBasis: text,
    planBy: text,
    planDoneOn: text,
  }),
  closing: partSchema({
    state: text,
    noticeUrl: text,
    announcedOn: text,
    successorId: text,
    successorUrl: text,
    closedOn: text,
  }),
  moved: partSchema({ fromIds: texts, at: instant, by: partSchema({ id: text, name: text }), note: text }),
  ...{ check: siteCheckPart, checkRank: count, policies: policyDecisionsPart },
  outbox: outboxField,
});

const BY_NAME: ListOrder<SiteRow> = { by: 'name', direction: 1, kind: 'text' };
/** Any instant at all: what is absent has none. */
const EVER = new Date(0);
/** Several processes registering one site at once: with every pass one of them gets through. */
const MAX_PASSES = 40;

/** `followers`: what carries a copy of its site's unit. */
export function createSites(table: Table<SiteRow>, followers: readonly Table<FollowsSite>[]): Sites {
  return {
    register: async (site, event) => {
      const { id: _id, ...fields } = site;
      checkIds([site.unitId, ...site.unitPath], 'site.unitPath');
      const key = checkText(site.key, 'site.key', MAX_SITE_KEY);
      for (let pass = 0; pass < MAX_PASSES; pass += 1) {
        const known = await table.one({ key });
        if (known === null) {
          if ((await table.insert(newRow(site, event(site)))) === 'inserted') return site;
          continue;
        }
        const stored: Site = { ...site, id: known._id };
        if (isSameSite(stored, readSite(known))) return stored;
        // Copies first: a process that dies in between finds the site still different and does it again.
        if (known.unitId !== site.unitId || known.unitPath.join() !== site.unitPath.join())
          await moveTo(followers, known._id, site);
        if (known.name !== site.name) await rename(followers, known._id, site.name);
        if (await table.change(asRead({ ...known, id: known._id }), { $set: fields, ...leaving([event(stored)]) }))
          return stored;
      }
      throw new Error(`Site ${key} is being registered by too many processes at once.`);
    },
    change: async (expected, next, events) => {
      const { unitId, unitPath = expected.unitPath } = next;
      const id = checkId(expected.id, 'siteId');
      // The copies first, as above: one who dies in between finds the site unchanged and does it again.
      if (next.name !== expected.name) await rename(followers, id, next.name);
      if (unitId === undefined) return table.change(asRead(expected), { $set: next, ...leaving(events) });
      await moveTo(followers, id, { unitId, unitPath: checkIds(unitPath, 'site.unitPath') });
      const isChanged = await table.change(asRead(expected), { $set: next, ...leaving(events) });
      // What was made of it meanwhile, or somebody was quicker: the copies go where the site is.
      const stored = await table.one({ _id: id });
      if (stored !== null) await moveTo(followers, id, stored);
      return isChanged;
    },
    withIdentifier: async (code) =>
      (
        await table.many({ identifierCode: checkText(code, 'site.identifierCode') }, { sort: { _id: 1 }, limit: 10 })
      ).map(readSite),
    called: async (names) =>
      names.length === 0
        ? []
        : (await table.many({ name: anyOf([...new Set(names)]) }, { sort: { name: 1, _id: 1 }, limit: MAX_BATCH })).map(
            readSite,
          ),
    byId: async (id, scope) => {
      const row = await scoped(table, scope).one({ _id: checkId(id, 'siteId') });
      return row === null ? null : readSite(row);
    },
    byIds: async (ids) =>
      ids.length === 0
        ? []
        : (await table.many({ _id: anyOf(checkIds(ids, 'siteId')) }, { sort: { _id: 1 }, limit: ids.length })).map(
            readSite,
          ),
    byKey: async (key) => {
      const row = await table.one({ key: checkText(key, 'site.key', MAX_SITE_KEY) });
      return row === null ? null : readSite(row);
    },
    byKeys: async (keys) =>
      keys.length === 0
        ? []
        : (
            await table.many(
              { key: anyOf(keys.map((key) => checkText(key, 'site.key', MAX_SITE_KEY))) },
              { sort: { key: 1 }, limit: keys.length },
            )
          ).map(readSite),
    addMissing: async (sites) => {
      await table.insertMissing(sites.map(({ site, event }) => newRow(site, event)));
    },
    list: async ({ unitId, q, closing }, page, scope) => {
      const filter = {
        ...(q === undefined ? {} : { name: containing(checkSearch(q)) }),
        ...(closing === undefined ? {} : { 'closing.state': closing === 'none' ? null : closing }),
      };
      return readPage(scoped(table, scope, { unitId }), { filter, order: BY_NAME, page }, readSite);
    },
    moving: async (limit) =>
      (await table.many({ 'moved.at': above(EVER) }, { sort: { 'moved.at': 1, _id: 1 }, limit })).map(readSite),
    settle: async ({ id, moved }) => {
      if (moved !== undefined)
        await table.change({ _id: checkId(id, 'siteId'), 'moved.at': moved.at }, { $unset: { moved: true } });
    },
  };
}

function newRow({ id, ...fields }: Site, event: DomainEvent): SiteRow {
  checkText(fields.key, 'site.key', MAX_SITE_KEY);
  checkIds([fields.unitId, ...fields.unitPath], 'site.unitPath');
  return { _id: checkId(id, 'site.id'), ...fields, outbox: outboxOf([event]) };
}

/** What is still owed is shown to people: under the name the site has. What is over keeps the name it had then. */
async function rename(followers: readonly Table<FollowsSite>[], siteId: SiteId, accountName: string): Promise<void> {
  for (const follower of followers)
    await follower.changeAll({ siteId, state: anyOf(OPEN_STATES) }, { $set: { accountName } });
}

async function moveTo(
  followers: readonly Table<FollowsSite>[],
  siteId: SiteId,
  { unitId, unitPath }: Pick<Site, 'unitId' | 'unitPath'>,
): Promise<void> {
  for (const follower of followers) await follower.changeAll({ siteId }, { $set: { unitId, unitPath } });
}

function asRead(site: Site): Filter {
  const { id: _id, unitId, name, homeUrl, identifierCode, repostColumnId, closing } = site;
  const known = { _id, unitId, name, homeUrl, identifierCode, repostColumnId };
  return { ...known, ...filedAs(site), 'closing.state': closing?.state ?? null };
}

/** Rows of before have no filing: what is not stated and what is not there are one. */
function filedAs(site: Pick<Site, 'filing'>): Filter {
  return Object.fromEntries(Object.entries(filingOf(site)).map(([field, value]) => [`filing.${field}`, value]));
}

/** What of a row is the site. */
export function readSite(row: SiteRow): Site {
  return {
    id: row._id,
    key: row.key,
    unitId: row.unitId,
    unitPath: row.unitPath,
    name: row.name,
    homeUrl: row.homeUrl,
    identifierCode: row.identifierCode,
    repostColumnId: row.repostColumnId,
    ...(row.filing && { filing: row.filing }),
    ...(row.closing && { closing: row.closing }),
    ...(row.moved && { moved: row.moved }),
  };
}
