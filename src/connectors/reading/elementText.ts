import type { ChildNode, Element, ParentNode } from 'domhandler';

/** Elements whose text nobody reads. */
export const UNREAD: ReadonlySet<string> = new Set(['script', 'style', 'noscript', 'template']);

/** Every node below an element, in order, without recursion: markup may nest deeper than the stack is. */
export function* nodesWithin(root: ParentNode): Generator<ChildNode> {
  let at: ChildNode | null = root.children[0] ?? null;
  while (at !== null) {
    yield at;
    const below: ChildNode | undefined = 'children' in at && !isUnread(at) ? at.children[0] : undefined;
    if (below !== undefined) {
      at = below;
      continue;
    }
    let up: ChildNode | null = at;
    while (up !== null && up.next === null) up = up.parent === root ? null : (up.parent as ChildNode | null);
    at = up?.next ?? null;
  }
}

/**
 * The first `most` characters of an element's text as it stands. Looks at no more than `mostNodes` nodes, so that many
 * elements within each other cost their number, not its square.
 */
export function textWithin(root: ParentNode, most: number, mostNodes = 2_000): string {
  let text = '';
  let nodes = 0;
  for (const node of nodesWithin(root)) {
    nodes += 1;
    if (nodes > mostNodes || text.length >= most) break;
    if (node.type === 'text') text += node.data.slice(0, most);
  }
  return text.slice(0, most);
}

export function isElement(node: ChildNode | ParentNode | null | undefined): node is Element {
  return node != null && 'attribs' in node;
}

function isUnread(node: ChildNode): boolean {
  return isElement(node) && UNREAD.has(node.name);
}

export function firstElement(parent: ParentNode): Element | null {
  const [first] = parent.children;
  return first === undefined ? null : isElement(first) ? first : elementAfter(first);
}

export function elementAfter(node: ChildNode): Element | null {
  let at = node.next;
  while (at !== null && !isElement(at)) at = at.next;
  return at;
}

export function elementBefore(node: ChildNode): Element | null {
  let at = node.prev;
  while (at !== null && !isElement(at)) at = at.prev;
  return at;
}
