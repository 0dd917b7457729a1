/**
 * Invented local news: a title and its sentences. `{c}` county, `{s}` its short name, `{t}` a town, `{u}` the unit,
 * `{d}` the civil day, `{n:a-b}` a number in that range.
 */
export interface StoryTemplate {
  readonly title: string;
  readonly sentences: readonly string[];
}

/** A template: title, then sentences. */
export const story = (title: string, ...sentences: string[]): StoryTemplate => ({ title, sentences });
