import fs from 'node:fs';
import path from 'node:path';
import { checkRulePack } from '../domain/judging/readRulePack';
import type { RulePack } from '../domain/judging/rulePack';
import { configDir, readJson } from './configFiles';
import type { ProblemList } from './problems';

/** Every rule pack of `config/rules/`, in the order of their file names; none at all is an error. */
export function readRulePacks(problems: ProblemList): RulePack[] {
  const folder = path.join(configDir, 'rules');
  const names = fs.existsSync(folder) ? fs.readdirSync(folder).filter((file) => file.endsWith('.json')) : [];
  const packs: RulePack[] = [];
  for (const name of names.sort()) {
    const checked = checkRulePack(readJson(path.join(folder, name), problems));
    if ('pack' in checked) packs.push(checked.pack);
    else
      for (const problem of checked.problems)
        problems.error('rule-pack', `rules/${name} ${problem.path}`, problem.message);
  }
  if (packs.length === 0)
    problems.error('no-rule-pack', 'config/rules', 'no usable rule pack: without one nothing can be judged');
  return packs;
}
