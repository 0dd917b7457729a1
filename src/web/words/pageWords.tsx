import type { ComponentType } from 'react';
import { WholeWords } from './words';
import { zh } from './zh';

/** A page with all texts around it. This file and the whole dictionary are loaded beside the first page that wants them. */
export function withPageWords(Page: ComponentType): ComponentType {
  return function PageWithWords() {
    return (
      <WholeWords zh={zh}>
        <Page />
      </WholeWords>
    );
  };
}
