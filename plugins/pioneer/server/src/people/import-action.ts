import type { Core } from '@strapi/strapi';
import type { EndpointName } from '../../../contract/endpoints';
import type { Actor } from '../record/event-table';
import { administratorOf } from '../shared/caller';
import type { Transaction } from '../shared/database';
import { serve, type Request } from '../shared/serve';
import { presentRefusedRows, transactImport, type ImportOutcome } from './import-rows';

type ImportName = Extract<EndpointName, `${string}.import`>;

/** Makes and changes what the rows tell of; what else was asked is for those who log it. */
type ImportRows = (
  transaction: Transaction,
  request: { readonly rows: readonly unknown[]; readonly actor: Actor },
  asked: Pick<Request<ImportName>, 'caller' | 'ctx'> & { readonly strapi: Core.Strapi },
) => Promise<ImportOutcome>;

/**
 * The action of an endpoint that takes rows: all of them in one transaction, and the answer tells
 * what became of them.
 */
export function importAction(name: ImportName, importRows: ImportRows) {
  return (strapi: Core.Strapi) =>
    serve(strapi, name, async ({ body, caller, ctx }) => {
      const request = { rows: body.rows, actor: administratorOf(caller) };
      const outcome = await transactImport(strapi, (transaction) =>
        importRows(transaction, request, { strapi, caller, ctx }),
      );
      return {
        data: { ...outcome, refused: presentRefusedRows(outcome.refused, caller.language) },
      };
    });
}
