import { isDocument, type BsonDocument } from '../bson/valueOrder';
import { setField } from '../bson/setField';
import { CommandError, notSupported } from '../commandError';
import type { CompileOperator, Evaluate, Variables } from './expressionParts';
import { checkFieldPath, valueAt } from './fieldPaths';
import { arithmeticOperators } from './operators/arithmetic';
import { arrayOperators } from './operators/arrays';
import { conversionOperators } from './operators/conversions';
import { dateOperators } from './operators/dates';
import { logicOperators } from './operators/logic';
import { objectOperators } from './operators/objects';
import { textOperators } from './operators/text';

const operators: Readonly<Record<string, CompileOperator>> = {
  ...arithmeticOperators,
  ...arrayOperators,
  ...conversionOperators,
  ...dateOperators,
  ...logicOperators,
  ...objectOperators,
  ...textOperators,
  $literal: (operand) => () => operand,
};

/** Compiles an aggregation expression. An operator that is not known fails here, before any document is read. */
export function compileExpression(expression: unknown, variables: Variables = {}): (document: BsonDocument) => unknown {
  const evaluate = compile(expression);
  return (root) => evaluate({ root, variables });
}

/** The variables of a command's `let`: constant expressions, evaluated once. */
export function evaluateLet(definitions: BsonDocument): Variables {
  const variables: Record<string, unknown> = {};
  for (const [name, expression] of Object.entries(definitions))
    setField(variables, name, compileExpression(expression)({}));
  return variables;
}

function compile(expression: unknown): Evaluate {
  if (typeof expression === 'string' && expression.startsWith('$')) return compilePath(expression);
  if (Array.isArray(expression)) {
    const items = expression.map(compile);
    return (scope) => items.map((item) => item(scope) ?? null);
  }
  if (!isDocument(expression)) return () => expression;
  const names = Object.keys(expression);
  const first = names[0];
  if (first === undefined || !first.startsWith('$')) return compileObject(expression);
  if (names.length > 1)
    throw new CommandError(
      'Location15983',
      `an expression specification must contain exactly one field, the name of the expression. Found ${names.length} fields`,
    );
  const operator = operators[first];
  if (operator === undefined) {
    throw new CommandError('InvalidPipelineOperator', `Unrecognized expression '${first}'`);
  }
  return operator(expression[first], compile);
}

function compileObject(expression: BsonDocument): Evaluate {
  const fields = Object.entries(expression).map(([name, value]) => ({ name, evaluate: compile(value) }));
  return (scope) => {
    const result: BsonDocument = {};
    for (const { name, evaluate } of fields) {
      const value = evaluate(scope);
      if (value !== undefined) setField(result, name, value);
    }
    return result;
  };
}

function compilePath(path: string): Evaluate {
  if (path.startsWith('$$')) return compileVariable(path.slice(2));
  const parts = splitPath(path.slice(1));
  return (scope) => valueAt(scope.root, parts);
}

function compileVariable(path: string): Evaluate {
  const [name, ...parts] = splitPath(path) as [string, ...string[]];
  if (name === 'ROOT' || name === 'CURRENT') return (scope) => valueAt(scope.root, parts);
  if (name === 'REMOVE') return () => undefined;
  if (/^[A-Z]/.test(name)) throw notSupported(`The variable $$${name}`);
  return (scope) => {
    if (!Object.hasOwn(scope.variables, name))
      throw new CommandError('Location17276', `Use of undefined variable: ${name}`);
    return valueAt(scope.variables[name], parts);
  };
}

function splitPath(path: string): string[] {
  checkFieldPath(path);
  return path.split('.');
}
