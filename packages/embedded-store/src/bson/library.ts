/**
 * The one copy of the BSON library in this folder: the same file that mongoose's own driver loads, so that values made
 * on either side are instances of the same classes.
 */
export * as BSON from 'bson';
