import type { ImportId } from '../../domain/ids';
import type { ImportPart } from '../../ports/importStorage';
import type { ServiceDeps } from '../settings';

/** Null: it is not there, or it cannot be read. */
export async function readPart<Part>({ storage }: ServiceDeps, id: ImportId, part: ImportPart): Promise<Part | null> {
  try {
    return await storage.imports.part<Part>(id, part);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
