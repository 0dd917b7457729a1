import { setField } from '../bson/setField';
import { isDocument, type BsonDocument } from '../bson/valueOrder';
import { CommandError } from '../commandError';
import { compileProjection } from '../query/projectDocument';
import { addPath, applyNode, emptyNode } from '../query/projectionTree';
import { compileExpression } from './compileExpression';
import type { Variables } from './expressionParts';
import { checkFieldPath } from './fieldPaths';

/** A stage that turns each document into one other document, without looking at the rest. */
export type DocumentStage = (document: BsonDocument) => BsonDocument;

type CompileStage = (operand: unknown, variables: Variables) => DocumentStage;

/** The stages that work on one document at a time, by name. */
export const documentStages: Readonly<Record<string, CompileStage>> = {
  $addFields: addFields,
  $set: addFields,
  $unset: unset,
  $project: (operand, variables) => {
    if (!isDocument(operand)) throw new CommandError('Location15969', '$project specification must be an object');
    if (Object.keys(operand).length === 0)
      throw new CommandError(
        'Location51272',
        'Invalid $project: projection specification must have at least one field',
      );
    return compileProjection(operand, variables) ?? ((document) => document);
  },
  $replaceRoot: (operand, variables) => {
    if (!isDocument(operand))
      throw new CommandError('Location40229', 'expected an object as specification for $replaceRoot stage');
    const stray = Object.keys(operand).find((name) => name !== 'newRoot');
    if (stray !== undefined)
      throw new CommandError('Location40415', `BSON field '$replaceRoot.${stray}' is an unknown field.`);
    if (!Object.hasOwn(operand, 'newRoot'))
      throw new CommandError('Location40414', "BSON field '$replaceRoot.newRoot' is missing but a required field");
    return replaceWith(operand['newRoot'], variables);
  },
  $replaceWith: replaceWith,
};

const updateStages = new Set(['$addFields', '$set', '$unset', '$project', '$replaceRoot', '$replaceWith']);

/** Compiles the pipeline form of an update. */
export function compilePipelineUpdate(pipeline: readonly unknown[], variables: Variables): DocumentStage {
  const stages = pipeline.map((stage) => {
    const { name, operand } = nameAndOperand(stage);
    if (!updateStages.has(name))
      throw new CommandError('InvalidOptions', `${name} is not allowed to be used within an update`);
    return (documentStages[name] as CompileStage)(operand, variables);
  });
  return (document) => stages.reduce((result, apply) => apply(result), document);
}

/** The one field of a stage. */
export function nameAndOperand(stage: unknown): { name: string; operand: unknown } {
  if (!isDocument(stage))
    throw new CommandError('TypeMismatch', "Each element of the 'pipeline' array must be an object");
  const [name, ...more] = Object.keys(stage);
  if (name === undefined || more.length > 0)
    throw new CommandError('Location40323', 'A pipeline stage specification object must contain exactly one field.');
  return { name, operand: stage[name] };
}

function addFields(operand: unknown, variables: Variables): DocumentStage {
  if (!isDocument(operand)) throw new CommandError('Location40272', '$addFields specification stage must be an object');
  const root = emptyNode('add');
  for (const { path, expression } of flatten(operand, ''))
    addPath(root, { path, entry: compileExpression(expression, variables) }, conflictingPaths);
  if (root.fields.size === 0)
    throw new CommandError('Location40177', 'Invalid $addFields: specification must have at least one field');
  return (document) => applyNode(root, document);
}

function conflictingPaths(path: string): CommandError {
  return new CommandError('Location40176', `specification contains two conflicting paths: '${path}'`);
}

function flatten(operand: BsonDocument, before: string): { path: string; expression: unknown }[] {
  return Object.entries(operand).flatMap(([name, expression]) => {
    const path = before + name;
    checkFieldPath(path);
    if (path.split('.').some((part) => part.startsWith('$')))
      throw new CommandError('Location16410', `FieldPath field names may not start with '$': '${path}'`);
    const first = isDocument(expression) ? Object.keys(expression)[0] : undefined;
    return first !== undefined && !first.startsWith('$')
      ? flatten(expression as BsonDocument, `${path}.`)
      : [{ path, expression }];
  });
}

function unset(operand: unknown): DocumentStage {
  const paths = Array.isArray(operand) ? operand : [operand];
  if (!Array.isArray(operand) && typeof operand !== 'string')
    throw new CommandError('Location31002', '$unset specification must be a string or an array');
  if (paths.length === 0)
    throw new CommandError(
      'Location31119',
      '$unset specification must be a string or an array with at least one field',
    );
  if (!paths.every((path) => typeof path === 'string'))
    throw new CommandError(
      'Location31120',
      '$unset specification must be a string or an array containing only strings',
    );
  const exclusion: BsonDocument = {};
  for (const path of paths as string[]) setField(exclusion, path, 0);
  const project = compileProjection(exclusion);
  return (document) => (project === null ? document : project(document));
}

function replaceWith(operand: unknown, variables: Variables): DocumentStage {
  const evaluate = compileExpression(operand, variables);
  return (document) => {
    const root = evaluate(document);
    if (!isDocument(root)) throw new CommandError('Location40228', "'newRoot' expression must evaluate to an object");
    return root;
  };
}
