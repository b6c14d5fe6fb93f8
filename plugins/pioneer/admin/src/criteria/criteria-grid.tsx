import { Box, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import { useWords } from '../use-words';

/** The parts of a criterion that stand in columns, in the order of the row. */
export const COLUMNS = ['label.zh', 'label.en', 'key', 'weight'] as const;
export type Column = (typeof COLUMNS)[number];

/** Below this width of the field a row stands as a card with its own labels. */
const CARD_WIDTH = '60rem';

const GRID = `
  display: grid;
  grid-template-columns: minmax(0, 3fr) minmax(0, 3fr) minmax(0, 2fr) 6.4rem 10.4rem;
  column-gap: 0.8rem;
`;

/** Measures the field, whose width depends on panels and window. */
export const CriteriaContainer = styled(Box)`
  container-type: inline-size;
`;

export const CriteriaRow = styled(Box)`
  ${GRID}
  align-items: start;
  padding-bottom: 0.8rem;
  @container (width >= ${CARD_WIDTH}) {
    .cell-label {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }
  @container (width < ${CARD_WIDTH}) {
    grid-template-columns: minmax(0, 1fr);
    row-gap: 0.8rem;
    padding: 1.2rem;
    margin-bottom: 0.8rem;
    border: 1px solid ${({ theme }) => theme.colors.neutral200};
    border-radius: ${({ theme }) => theme.borderRadius};
  }
`;

const Heads = styled(Box)`
  ${GRID}
  padding-bottom: 0.4rem;
  @container (width < ${CARD_WIDTH}) {
    display: none;
  }
`;

/** The heads of the columns, where rows are wide enough to stand below them. */
export function CriteriaHeads() {
  const { t } = useWords();
  return (
    <Heads aria-hidden>
      {COLUMNS.map((column) => (
        <Typography key={column} variant="pi" textColor="neutral600">
          {t(`criteria.column.${column}`)}
        </Typography>
      ))}
    </Heads>
  );
}
