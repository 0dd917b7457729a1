import { ALERT_JSON, alertText, alertView } from '../../../src/services/toView/alertView';
import type { Scope, Storage } from '../../../src/ports/storage';

/**
 * Expects that a reader is sent, character by character, what the lines as objects say. Returns how many came without an
 * object being made of them.
 */
export async function expectSameText(storage: Storage, scope: Scope): Promise<number> {
  const lines = await storage.alerts.since(0, 200, scope);
  const texts = await storage.alerts.texts(0, { limit: 200, shape: ALERT_JSON }, scope);
  const sent = texts.map((line) => Buffer.from(('json' in line ? line : alertText(line.alert, scope)).json).toString());
  expect(sent).toEqual(lines.map((alert) => JSON.stringify(alertView(alert, scope))));
  expect(texts.map(({ seq }) => seq)).toEqual(lines.map(({ seq }) => seq));
  return texts.filter((line) => 'json' in line).length;
}
