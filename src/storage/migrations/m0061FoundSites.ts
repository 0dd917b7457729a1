import type { Connection } from 'mongoose';
import type { Migration } from './migration';

/** A website is registered under one 网站标识码: whose it is already is found by it. */
async function up(connection: Connection): Promise<void> {
  await connection.collection('sites').createIndex({ identifierCode: 1, _id: 1 }, { name: 'sites-by-identifier' });
}

export const m0061FoundSites: Migration = { version: 61, title: 'sites by their identifier', up };
