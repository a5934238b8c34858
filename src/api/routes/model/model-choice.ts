// PUT /model and POST /model/rollback: an operator says which version of the model serves.
import { z } from 'zod';
import { Problem } from '../../../http/problem.ts';
import { ThreadDiedError } from '../../../sentiment/inference/thread.ts';
import { ModelError } from '../../../sentiment/model/model.ts';
import {
  type Models,
  NoChoiceError,
  OtherChoiceError,
  type Switched,
} from '../../../sentiment/model/models.ts';
import { UnknownVersionError, VERSION } from '../../../sentiment/model/versions.ts';
import { defineRoute } from '../../contract/route.ts';

const Version = z.string().regex(VERSION, 'must be 12 hexadecimal digits');

const ChoiceIn = z.strictObject({ version: Version }).meta({ id: 'ModelChoiceIn' });

const ChoiceOut = z
  .object({
    model: z.string().meta({ description: 'Version in service now.' }),
    before: z
      .string()
      .meta({ description: 'Version in service before; the same when nothing had to change.' }),
  })
  .meta({ id: 'ModelChoiceOut' });

export interface ModelChoiceParts {
  readonly models: Pick<Models, 'use' | 'rollBack'>;
}

export const useModel = ({ models }: ModelChoiceParts) =>
  defineRoute({
    method: 'put',
    path: '/model',
    operation: 'useModel',
    summary: 'Lets a version of the model serve, here at once and in every other replica within seconds.',
    access: 'admin',
    body: ChoiceIn,
    idempotent: true,
    answers: { 200: { description: 'It serves.', schema: ChoiceOut } },
    problems: {
      404: 'The version is not known here.',
      409: 'Nothing has changed: its files are damaged or cannot be loaded, somebody else chose at the same time, or the Idempotency-Key is in use.',
    },
    handle: async ({ body: { version }, idOf }) => told(await models.use(version, idOf(0)).catch(refuse)),
  });

export const rollBackModel = ({ models }: ModelChoiceParts) =>
  defineRoute({
    method: 'post',
    path: '/model/rollback',
    operation: 'rollBackModel',
    summary: 'Goes back to the model that served before the last choice.',
    access: 'admin',
    idempotent: true,
    answers: { 200: { description: 'It serves again.', schema: ChoiceOut } },
    problems: {
      404: 'The version before is not known here any more.',
      409: 'There is nothing to go back to, its files are damaged, somebody else chose at the same time, or the Idempotency-Key is in use.',
    },
    handle: async ({ idOf }) => told(await models.rollBack(idOf(0)).catch(refuse)),
  });

function told({ from, to }: Switched) {
  return { status: 200, json: { model: to, before: from } };
}

function refuse(error: unknown): never {
  if (error instanceof UnknownVersionError) throw new Problem(404, 'Unknown version', error.message);
  if (error instanceof NoChoiceError) throw new Problem(409, 'Nothing to go back to', error.message);
  if (error instanceof OtherChoiceError) throw new Problem(409, 'Chosen meanwhile', error.message);
  if (error instanceof ModelError || error instanceof ThreadDiedError)
    throw new Problem(
      409,
      'Model refused',
      `The model cannot serve, and nothing has changed. ${error.message}`,
    );
  throw error;
}
