import { titleInPost } from '../../../src/domain/mandates/titleInPost';
import { coreTitle } from '../../../src/domain/policies/coreTitle';
import { ownDocNumber, readDocNumbers, stripSourceLine } from '../../../src/domain/policies/docNumber';
import { normaliseTitle } from '../../../src/domain/policies/normaliseTitle';
import { isMarkedWithdrawn, repealedBy } from '../../../src/domain/policies/withdrawal';
import { expectLinear } from '../growth';

/** What each reader of foreign text does with it. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  readDocNumbers,
  ownDocNumber: (text) => ownDocNumber({ docNumber: null, title: text, body: text, summary: text, statedSource: null }),
  stripSourceLine: (text) => stripSourceLine(`来源：${text}`, '某县人民政府'),
  isMarkedWithdrawn: (title) => isMarkedWithdrawn({ title }),
  repealedBy: (text) => repealedBy({ title: `关于废止${text}`, body: text, summary: text }),
  'repealedBy of a list': (text) => repealedBy({ title: '关于废止部分文件的决定', body: text, summary: '' }),
  normaliseTitle,
  coreTitle,
  'titleInPost as a headline': (text) => titleInPost('关于某事的通知', text, 'headline'),
  'titleInPost in running text': (text) => titleInPost('关于某事的通知', text, 'running'),
};

/** Pieces whose repetition makes an expression that looks back and forth take the square of the length, or worse. */
const PIECES: Readonly<Record<string, readonly [string, string, string]>> = {
  blanks: ['', ' ', '国'],
  'blanks after a year': ['国发〔2026', ' ', '〕30号'],
  'blanks after a bracket': ['国发〔2026〕', ' ', '30号'],
  'blanks after an order': ['国务院令', ' ', '第843号'],
  'years in brackets': ['', '国发〔2026〕', ''],
  'whole numbers': ['', '国发〔2026〕30号', ''],
  'orders without a number': ['', '国务院令第', ''],
  'one long name': ['', '国', '公告2023年第1号'],
  issuers: ['', '财政部 ', '公告2023年第1号'],
  'opened quotes': ['', '《某办法', ''],
  'quotes in quotes': ['《某办法《', '某', ''],
  'opened brackets': ['', '（已', ''],
  'marks of repeal': ['', '（已废止', ''],
  dots: ['关于', '.', '某事'],
  dashes: ['', '— ', ''],
  'words and blanks': ['', '某 ', ''],
  'the title again and again': ['', '关于某事的通知', ''],
  'brackets around the title': ['', '【《关于某事的通知》】', ''],
  tags: ['', '<p', ''],
  'of and of': ['关于', '关于的', ''],
  topics: ['', '#转发', '关于某事的通知'],
};

describe.each(Object.entries(READERS))('%s', (_, read) => {
  test.each(Object.entries(PIECES))('takes work in proportion to the length of %s', (__, [head, piece, tail]) => {
    expectLinear(read, (chars) => head + piece.repeat(Math.ceil(chars / piece.length)) + tail);
  });
});
