/** Tests that fail on the embedded store, by the reason. One that begins to pass fails the suite. */
const byReason: Readonly<Record<string, readonly string[]>> = {
  '$rand is refused': ['aggregate-let: Aggregate with let option'],
  'capped collections are refused': ['runCursorCommand: does not close the cursor when receiving an empty batch'],
  'change streams and their images are refused': [
    'createCollection-pre_and_post_images: createCollection with changeStreamPreAndPostImages enabled',
  ],
  'clustered collections are refused': [
    'clustered-indexes: createCollection with clusteredIndex',
    'clustered-indexes: listCollections includes clusteredIndex',
    'clustered-indexes: listIndexes returns the index',
  ],
  'collMod and validators are refused': [
    'findOneAndUpdate-errorResponse: findOneAndUpdate document validation errInfo is accessible',
    'modifyCollection-errorResponse: modifyCollection prepareUnique violations are accessible',
    'modifyCollection-pre_and_post_images: modifyCollection to changeStreamPreAndPostImages enabled',
  ],
  'collation is refused: texts compare by their bytes': [
    'aggregate-collation: Aggregate with collation',
    'bulkWrite-collation: BulkWrite with delete operations and collation',
    'bulkWrite-collation: BulkWrite with update operations and collation',
    'count-collation: Count documents with collation',
    'count-collation: Deprecated count with collation',
    'deleteMany-collation: DeleteMany when many documents match with collation',
    'deleteOne-collation: DeleteOne when many documents matches with collation',
    'distinct-collation: Distinct with a collation',
    'find-collation: Find with a collation',
    'findOneAndDelete-collation: FindOneAndDelete when one document matches with collation',
    'findOneAndReplace-collation: FindOneAndReplace when one document matches with collation returning the document after modification',
    'findOneAndUpdate-collation: FindOneAndUpdate when many documents match with collation returning the document before modification',
    'replaceOne-collation: ReplaceOne when one document matches with collation',
    'updateMany-collation: UpdateMany when many documents match with collation',
    'updateOne-collation: UpdateOne when one document matches with collation',
  ],
  'needs configureFailPoint, which only a MongoDB server built for tests has': [
    'bulkWrite-errorResponse: bulkWrite operations support errorResponse assertions',
    'deleteOne-errorResponse: delete operations support errorResponse assertions',
    'estimatedDocumentCount: estimatedDocumentCount errors correctly--command error',
    'estimatedDocumentCount: estimatedDocumentCount errors correctly--socket error',
    'insertOne-errorResponse: insert operations support errorResponse assertions',
    'runCommand: does not retry retryable errors on given command',
    'updateOne-errorResponse: update operations support errorResponse assertions',
  ],
  'pipelines that write ($out, $merge) are refused': [
    'aggregate-let: Aggregate to collection with let option',
    'aggregate-merge-errorResponse: aggregate $merge DuplicateKey error is accessible',
    'aggregate-merge: Aggregate with $merge',
    'aggregate-merge: Aggregate with $merge and batch size of 0',
    'aggregate-merge: Aggregate with $merge and majority readConcern',
    'aggregate-merge: Aggregate with $merge and local readConcern',
    'aggregate-merge: Aggregate with $merge and available readConcern',
    'aggregate-out: Aggregate with $out',
    'aggregate-out: Aggregate with $out and batch size of 0',
    'bypassDocumentValidation: Aggregate with $out passes bypassDocumentValidation: false',
  ],
  'pipelines without a collection are refused': [
    'db-aggregate-rawdata: Aggregate with rawData option on less than 8.2.0 - ignore argument',
    'db-aggregate: Aggregate with $listLocalSessions',
    'db-aggregate: Aggregate with $listLocalSessions and allowDiskUse',
  ],
  'the driver itself gives a document with a null _id a new one before it sends it': [
    'create-null-ids: inserting _id with type null via insertOne',
    'create-null-ids: inserting _id with type null via insertMany',
    'create-null-ids: inserting _id with type null via bulkWrite',
  ],
  'this version of the driver leaves out bypassDocumentValidation when it is false': [
    'bypassDocumentValidation: BulkWrite passes bypassDocumentValidation: false',
    'bypassDocumentValidation: FindOneAndReplace passes bypassDocumentValidation: false',
    'bypassDocumentValidation: FindOneAndUpdate passes bypassDocumentValidation: false',
    'bypassDocumentValidation: InsertMany passes bypassDocumentValidation: false',
  ],
  'time series collections are refused': [
    'timeseries-collection: createCollection with all options',
    'timeseries-collection: insertMany with duplicate ids',
    'timeseries-collection: createCollection with bucketing options',
  ],
  'views are refused': ['estimatedDocumentCount: estimatedDocumentCount works correctly on views'],
};

/** The reason by file and test. */
export const skipped: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(byReason).flatMap(([reason, names]) => names.map((name) => [name, reason])),
);
