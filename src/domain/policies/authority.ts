import { anyOf, wordList } from '../text/wordList';
import type { Authority, Policy } from './policy';

const RANK: Readonly<Record<Authority, number>> = {
  'state-council': 4,
  province: 3,
  city: 2,
  county: 1,
  department: 0,
};
const CENTRAL_SERIES = wordList('国发 国办发 国函 国办函 国办 国发明电 国办发明电 国令 中发 中办发');
const CENTRAL_NUMBER = new RegExp(`^${anyOf(CENTRAL_SERIES)}(?:〔|第|令|$)`, 'u');
const CENTRAL_TITLE = /^(?:中共中央|国务院)/u;

/**
 * Whose document it is. The 文号 or the issuer that begins the title says so wherever the document is listed; otherwise
 * it is taken for the authority the source stands for.
 */
export function authorityOf({ docNumber, title }: Pick<Policy, 'docNumber' | 'title'>, ofSource: Authority): Authority {
  if ((docNumber !== null && CENTRAL_NUMBER.test(docNumber)) || CENTRAL_TITLE.test(title.trim()))
    return 'state-council';
  return ofSource;
}

export function isHigher(one: Authority, other: Authority): boolean {
  return RANK[one] > RANK[other];
}
