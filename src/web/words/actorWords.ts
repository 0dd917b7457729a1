import { wordOf } from './words';
import type { FirstWords } from './zh/first';

const ID_SHOWN = 6;

/** `system:publish` → `系统 · 发布`; a person of whom only the id is known by its last digits; a name stays a name. */
export function actorWords(actor: string, { codes, common }: FirstWords): string {
  if (actor.startsWith('system:')) return common.systemActor(wordOf(codes.task, actor.slice('system:'.length)));
  if (actor.startsWith('person:')) return common.personActor(actor.slice(-ID_SHOWN));
  return actor in codes.task ? common.systemActor(wordOf(codes.task, actor)) : actor;
}
