import { z } from 'zod';

/**
 * A back-up is a tar archive, compressed by gzip, that any tar opens:
 *
 *   about.json        what this is, before everything else
 *   tables/NAME/1…    rows as JSON, one a line, each an array of values in the order of the columns
 *   evidence/KEY      contents of the evidence store
 *   uploads/NAME      files of the Media Library
 *   contents.json     what there must have been, with the SHA-256 of each part; last of all
 *
 * Who changes any of this raises the format.
 */
export const FORMAT = 1;

export const ABOUT = 'about.json';
export const CONTENTS = 'contents.json';
export const TABLES = 'tables/';
export const EVIDENCE = 'evidence/';
export const UPLOADS = 'uploads/';

/** Told by `kind`, whatever else a format may come to hold. */
export const KIND = 'beautiful-pioneer back-up';

export const kindSchema = z.object({
  kind: z.literal(KIND),
  format: z.number(),
  application: z.object({ name: z.string(), version: z.string() }),
});

export const aboutSchema = kindSchema.extend({
  strapi: z.string(),
  database: z.enum(['sqlite', 'postgres']),
  madeAt: z.string(),
  /** Tells secrets apart and nothing about them. */
  secret: z.string(),
  tables: z.array(
    z.object({
      name: z.string(),
      columns: z.array(z.object({ name: z.string(), type: z.string() })),
      /** The highest id that was ever given, so that none is given twice. */
      lastId: z.number(),
    }),
  ),
});

export const contentsSchema = z.object({
  rows: z.record(z.string(), z.number()),
  /** The end of the chain of seals; null while nothing is sealed. */
  head: z.object({ seq: z.number(), hash: z.string() }).nullable(),
  /** Keys of evidence whose content was not in the store, or not what its row says. */
  missingEvidence: z.array(z.string()),
  /** Files of the Media Library that were not there. */
  missingUploads: z.array(z.string()),
  parts: z.array(z.object({ name: z.string(), bytes: z.number(), sha256: z.string() })),
});

export type About = z.infer<typeof aboutSchema>;
export type Contents = z.infer<typeof contentsSchema>;
