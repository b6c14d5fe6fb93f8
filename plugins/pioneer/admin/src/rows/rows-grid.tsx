import { Box, Typography } from '@strapi/design-system';
import { css, styled } from 'styled-components';
import { useWords } from '../use-words';
import type { RowDraft } from './edit-rows';
import type { RowsKind } from './rows-kind';

interface GridProps {
  readonly $tracks: string;
  readonly $cardBelow: string;
}

/** How rows of this kind are laid out; the last track is for what is done with a whole row. */
export function gridOf<Row extends RowDraft>({ columns, cardBelow }: RowsKind<Row>): GridProps {
  const tracks = [...columns.map(({ width }) => width), '10.4rem'];
  return { $tracks: tracks.join(' '), $cardBelow: cardBelow };
}

const grid = css<GridProps>`
  display: grid;
  grid-template-columns: ${({ $tracks }) => $tracks};
  column-gap: 0.8rem;
`;

/** Measures the field, whose width depends on panels and window. */
export const RowsContainer = styled(Box)`
  container-type: inline-size;
`;

export const RowGrid = styled(Box)<GridProps>`
  ${grid}
  align-items: start;
  padding-bottom: 0.8rem;
  @container (width >= ${({ $cardBelow }) => $cardBelow}) {
    .cell-label {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }
  @container (width < ${({ $cardBelow }) => $cardBelow}) {
    grid-template-columns: minmax(0, 1fr);
    row-gap: 0.8rem;
    padding: 1.2rem;
    margin-bottom: 0.8rem;
    border: 1px solid ${({ theme }) => theme.colors.neutral200};
    border-radius: ${({ theme }) => theme.borderRadius};
  }
`;

const Heads = styled(Box)<GridProps>`
  ${grid}
  align-items: end;
  padding-bottom: 0.4rem;
  @container (width < ${({ $cardBelow }) => $cardBelow}) {
    display: none;
  }
`;

/** The heads of the columns, where rows are wide enough to stand below them. */
export function RowHeads<Row extends RowDraft>({ kind }: { kind: RowsKind<Row> }) {
  const { t } = useWords();
  return (
    <Heads aria-hidden {...gridOf(kind)}>
      {kind.columns.map(({ part, title }) => (
        <Typography key={part} variant="pi" textColor="neutral600">
          {title(t)}
        </Typography>
      ))}
    </Heads>
  );
}
