import { setField } from '../bson/setField';
import { isDocument, type BsonDocument } from '../bson/valueOrder';
import { CommandError } from '../commandError';
import { assignPath, compileProjection } from '../query/projectDocument';
import { compileExpression } from './compileExpression';
import type { Variables } from './expressionParts';

/** A stage that turns each document into one other document, without looking at the rest. */
export type DocumentStage = (document: BsonDocument) => BsonDocument;

type CompileStage = (operand: unknown, variables: Variables) => DocumentStage;

/** The stages that work on one document at a time, by name. */
export const documentStages: Readonly<Record<string, CompileStage>> = {
  $addFields: addFields,
  $set: addFields,
  $unset: unset,
  $project: (operand, variables) => {
    if (!isDocument(operand) || Object.keys(operand).length === 0)
      throw new CommandError('BadValue', '$project specification must be an object with at least one field');
    return compileProjection(operand, variables) ?? ((document) => document);
  },
  $replaceRoot: (operand, variables) => {
    if (!isDocument(operand) || !Object.hasOwn(operand, 'newRoot'))
      throw new CommandError('BadValue', 'no newRoot specified for the $replaceRoot stage');
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
  if (!isDocument(operand)) throw new CommandError('BadValue', '$addFields specification stage must be an object');
  const fields = flatten(operand, []).map(({ parts, expression }) => ({
    parts,
    evaluate: compileExpression(expression, variables),
  }));
  return (document) => {
    const result = { ...document };
    for (const { parts, evaluate } of fields) assignPath(result, parts, evaluate(document));
    return result;
  };
}

function flatten(operand: BsonDocument, before: readonly string[]): { parts: string[]; expression: unknown }[] {
  return Object.entries(operand).flatMap(([name, expression]) => {
    const parts = [...before, ...name.split('.')];
    if (parts.includes('') || name.startsWith('$'))
      throw new CommandError('Location40353', `FieldPath '${name}' is not valid`);
    const first = isDocument(expression) ? Object.keys(expression)[0] : undefined;
    return first !== undefined && !first.startsWith('$')
      ? flatten(expression as BsonDocument, parts)
      : [{ parts, expression }];
  });
}

function unset(operand: unknown): DocumentStage {
  const paths = Array.isArray(operand) ? operand : [operand];
  if (paths.length === 0 || !paths.every((path) => typeof path === 'string' && path !== ''))
    throw new CommandError('BadValue', '$unset specification must be a string or an array of strings');
  const exclusion: BsonDocument = {};
  for (const path of paths as string[]) setField(exclusion, path, 0);
  const project = compileProjection(exclusion);
  return (document) => (project === null ? document : project(document));
}

function replaceWith(operand: unknown, variables: Variables): DocumentStage {
  const evaluate = compileExpression(operand, variables);
  return (document) => {
    const root = evaluate(document);
    if (!isDocument(root)) throw new CommandError('BadValue', "'newRoot' expression must evaluate to an object");
    return root;
  };
}
