/** Whether robots.txt lets us read a path. */
export type RobotsRules = (path: string) => boolean;

const LONGEST = 100_000;

/**
 * What robots.txt says to a program of this name, or to all: of rules that match, the longest decides, and what allows
 * wins where two are as long (RFC 9309). What cannot be read forbids nothing.
 */
export function readRobots(text: string, name: string): RobotsRules {
  const groups: { readonly agents: string[]; readonly rules: { readonly allows: boolean; readonly path: string }[] }[] =
    [];
  let isNaming = false;
  for (const line of text.slice(0, LONGEST).split(/\r?\n/u)) {
    const [, field = '', value = ''] = /^\s*([\w-]+)\s*:\s*([^#]*)/u.exec(line) ?? [];
    const words = value.trim();
    if (/^user-agent$/iu.test(field)) {
      const group = isNaming ? groups.at(-1) : undefined;
      if (group === undefined) groups.push({ agents: [words.toLowerCase()], rules: [] });
      else group.agents.push(words.toLowerCase());
      isNaming = true;
    } else if (/^(?:dis)?allow$/iu.test(field)) {
      isNaming = false;
      if (words !== '') groups.at(-1)?.rules.push({ allows: /^allow$/iu.test(field), path: words });
    }
  }
  const own = groups.filter(({ agents }) =>
    agents.some((agent) => agent !== '*' && agent !== '' && name.includes(agent)),
  );
  const rules = (own.length > 0 ? own : groups.filter(({ agents }) => agents.includes('*'))).flatMap(
    (one) => one.rules,
  );
  return (path) => {
    const matching = rules.filter((rule) => matches(path, rule.path));
    const longest = Math.max(0, ...matching.map((rule) => rule.path.length));
    const deciding = matching.filter((rule) => rule.path.length === longest);
    return deciding.length === 0 || deciding.some(({ allows }) => allows);
  };
}

/** `*` stands for anything, `$` at its end for the end; compared piece by piece, so that no pattern takes long. */
function matches(path: string, pattern: string): boolean {
  const isWhole = pattern.endsWith('$');
  const [first = '', ...pieces] = (isWhole ? pattern.slice(0, -1) : pattern).split('*');
  if (!path.startsWith(first)) return false;
  let at = first.length;
  for (const piece of pieces) {
    const found = path.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return !isWhole || at === path.length || (pieces.length > 0 && path.endsWith(pieces.at(-1) ?? ''));
}
