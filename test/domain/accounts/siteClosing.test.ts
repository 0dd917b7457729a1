import {
  closableFrom,
  closingAfter,
  openableFrom,
  siteActsOf,
  siteStepFault,
  type SiteClosing,
  type SiteStep,
} from '../../../src/domain/accounts/siteClosing';
import type { SiteId } from '../../../src/domain/ids';
import type { CivilDate } from '../../../src/domain/time/instant';

const day = (text: string): CivilDate => text as CivilDate;
const PAPER = { approver: '县政府办', documentNumber: '通政办发〔2026〕3号', documentTitle: null };
const ANNOUNCED: SiteClosing = {
  ...{ state: 'announced', noticeUrl: 'https://a.gov.test/gg', announcedOn: day('2026-09-01') },
  ...{ successorId: 'x'.repeat(24) as SiteId, successorUrl: null, closedOn: null },
};
const CLOSED: SiteClosing = { ...ANNOUNCED, state: 'closed', closedOn: day('2026-10-01') };
const announce = (more: Partial<SiteStep> = {}): SiteStep => ({
  ...{ ...PAPER, act: 'announce-closing', decidedOn: '2026-08-20', noticeUrl: 'https://a.gov.test/gg' },
  ...{ announcedOn: day('2026-09-01'), successorUrl: 'https://www.county.gov.test/', ...more },
});
const close = (more: Partial<SiteStep> = {}): SiteStep => ({
  ...{ ...PAPER, act: 'close', decidedOn: '2026-08-20', closedOn: day('2026-10-01'), columns: 'cancel', ...more },
});
const TODAY = day('2026-10-01');

describe('the closing of a website', () => {
  test('takes thirty days of notice: the day before is too early', () => {
    expect(closableFrom(ANNOUNCED)).toBe('2026-10-01');
    expect(siteStepFault(ANNOUNCED, close(), TODAY)).toBeNull();
    expect(siteStepFault(ANNOUNCED, close({ closedOn: day('2026-09-30') }), TODAY)).toBe('too-early');
    expect(siteStepFault(ANNOUNCED, close({ closedOn: day('2026-10-02') }), TODAY)).toBe('closed-future');
  });

  test('ends for a year: the day before it is over it stays closed', () => {
    const reopen = { ...PAPER, act: 'reopen', decidedOn: '2027-09-01' } as const;
    expect(siteStepFault(CLOSED, reopen, day('2027-09-30'))).toBe('resting');
    expect(siteStepFault(CLOSED, reopen, day('2027-10-01'))).toBeNull();
    expect(openableFrom(day('2028-02-29'))).toBe('2029-03-01');
    expect(closingAfter(CLOSED, reopen)).toBeNull();
  });

  test.each([
    [announce({ approver: ' ' }), 'approver'],
    [announce({ documentNumber: null }), 'document'],
    [announce({ decidedOn: '2026-10-02' }), 'future'],
    [announce({ noticeUrl: '首页' }), 'notice'],
    [announce({ announcedOn: day('2026-10-02') }), 'announced-future'],
    [announce({ successorUrl: ' ' }), 'successor'],
    [announce({ successorId: CLOSED.successorId ?? undefined } as Partial<SiteStep>), 'successor'],
    [close(), 'no-such-step'],
  ])('is refused with what is missing: %#', (step, fault) => {
    expect(siteStepFault(null, step, TODAY)).toBe(fault);
  });

  test('hands its columns over only to a website that is registered', () => {
    expect(siteStepFault(ANNOUNCED, close({ columns: 'hand-over' }), TODAY)).toBeNull();
    const elsewhere = { ...ANNOUNCED, successorId: null, successorUrl: 'https://www.county.gov.test/' };
    expect(siteStepFault(elsewhere, close({ columns: 'hand-over' }), TODAY)).toBe('columns');
    const { columns: _columns, ...undecided } = close();
    expect(siteStepFault(ANNOUNCED, undecided, TODAY)).toBe('columns');
  });

  test('goes only where its table leads', () => {
    expect([null, ANNOUNCED, CLOSED].map(siteActsOf)).toEqual([
      ['announce-closing'],
      ['call-off-closing', 'close'],
      ['reopen'],
    ]);
    expect(closingAfter(null, announce())).toMatchObject({ state: 'announced', successorUrl: announce().successorUrl });
    expect(closingAfter(ANNOUNCED, close())).toEqual(CLOSED);
  });
});
