/** More posts than these that change or go at once are another layout, order or naming of the source: nobody is accused. */
export const MOST_AT_ONCE = 2;
