const GOVCN = 'https://www.gov.cn';

/** Where an address on www.gov.cn is really read from: a mirror or a simulation at `govcnBase`. Other addresses stay what they are. */
export function createMirror(govcnBase: string): (url: string) => string {
  return (url) => (url === GOVCN || url.startsWith(`${GOVCN}/`) ? `${govcnBase}${url.slice(GOVCN.length)}` : url);
}
