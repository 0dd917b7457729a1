import type { AnswerInput, ReadingJob } from '../reading/guarded/pageReading';
import type { AboutPage, ColumnPage } from './columnPage';
import { readFeedPage } from './feedPage';
import { readJpageList } from './jpageList';
import { readKaipuList } from './kaipuList';
import { readPlainList, readTrsList } from './plainList';

/** One answer of a column, read as its profile says. */
export const columnReading: ReadingJob<AnswerInput & AboutPage, ColumnPage> = {
  name: 'portal-column',
  read({ response, ...about }) {
    switch (about.profile.kind) {
      case 'rss':
        return readFeedPage(response);
      case 'list':
        return readPlainList(response, about);
      case 'trs':
        return readTrsList(response, about);
      case 'jpage':
        return readJpageList(response, about);
      case 'kaipu':
        return readKaipuList(response, about);
    }
  },
};
