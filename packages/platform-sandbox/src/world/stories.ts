import { spokenDate } from './civilTime';
import { COUNTY, TOWN_NAMES } from './countyNames';
import type { Line } from './countyNames';
import type { Draw } from './seededDraw';
import { drawFor } from './seededDraw';
import { COUNTY_STORIES } from './countyStories';
import { LINE_STORIES } from './lineStories';
import type { StoryTemplate } from './storyTemplate';

/** One piece of invented local news, ready for any platform. */
export interface Story {
  readonly title: string;
  /** Running text; paragraphs are separated by line breaks. */
  readonly text: string;
}

/** How many stories of the whole county a day has. */
const COUNTY_STORIES_A_DAY = 3;

/** The `position`-th story of the whole county on a day: the same words in every account that carries it. */
export function tellCountyStory(seed: number, at: Date, position: number): Story {
  const day = spokenDate(at);
  const slot = position % COUNTY_STORIES_A_DAY;
  const draw = drawFor(seed, 'county-story', day, slot);
  const choices = COUNTY_STORIES.filter((_, index) => index % COUNTY_STORIES_A_DAY === slot);
  return fill(draw.pick(choices), { unitName: `${COUNTY.name}人民政府`, day, draw });
}

/** A story of one unit; `draw` decides which and fills in its figures. */
export function tellUnitStory(unit: { readonly name: string; readonly line: Line }, at: Date, draw: Draw): Story {
  return fill(draw.pick(LINE_STORIES[unit.line]), { unitName: unit.name, day: spokenDate(at), draw });
}

function fill(template: StoryTemplate, about: { unitName: string; day: string; draw: Draw }): Story {
  const town = about.draw.pick(TOWN_NAMES);
  const figures = new Map<string, string>();
  /** The same range within one story is the same figure: a title and its text must agree. */
  const figureOf = (from: string, to: string): string => {
    const range = `${from}-${to}`;
    const figure = figures.get(range) ?? String(about.draw.whole(Number(from), Number(to)));
    figures.set(range, figure);
    return figure;
  };
  const fillSlot = (slot: string): string => {
    const range = /^n:(\d+)-(\d+)$/.exec(slot);
    if (range !== null) return figureOf(range[1] ?? '', range[2] ?? '');
    switch (slot) {
      case 'c':
        return COUNTY.name;
      case 's':
        return COUNTY.shortName;
      case 't':
        return town;
      case 'u':
        return about.unitName;
      case 'd':
        return about.day;
      default:
        throw new RangeError(`a story names an unknown slot {${slot}}`);
    }
  };
  const write = (text: string): string => text.replace(/\{([^{}]*)\}/g, (_, slot: string) => fillSlot(slot));
  return { title: write(template.title), text: template.sentences.map(write).join('\n') };
}
