/** The State Council's site and the search of its policy library. */
const MIRRORED = ['https://www.gov.cn', 'https://sousuo.www.gov.cn'] as const;

/**
 * Where an address of gov.cn is really read from: a mirror or a simulation at `govcnBase`. Other addresses stay what
 * they are.
 */
export function createMirror(govcnBase: string): (url: string) => string {
  return (url) => {
    const origin = MIRRORED.find((candidate) => url === candidate || url.startsWith(`${candidate}/`));
    // The real base is no mirror: the search stays on its own host.
    return origin === undefined || govcnBase === MIRRORED[0] ? url : `${govcnBase}${url.slice(origin.length)}`;
  };
}
