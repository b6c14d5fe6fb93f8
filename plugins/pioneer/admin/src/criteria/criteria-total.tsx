import { Flex, Typography } from '@strapi/design-system';
import { CheckCircle, WarningCircle } from '@strapi/icons';
import { useWords } from '../use-words';
import { FULL_WEIGHT, totalWeight, type CriterionDraft } from './criteria';

/** The running total of the weights as a sentence: what it is and what is still to do. */
export function CriteriaTotal({ rows }: { rows: readonly CriterionDraft[] }) {
  const { t } = useWords();
  const total = totalWeight(rows);
  const rest = Math.abs(FULL_WEIGHT - total);
  const isExact = rest === 0;
  const key = isExact
    ? 'criteria.total.exact'
    : total < FULL_WEIGHT
      ? 'criteria.total.short'
      : 'criteria.total.over';
  const color = isExact ? 'success600' : 'warning700';
  const Icon = isExact ? CheckCircle : WarningCircle;
  return (
    <Flex gap={2} role="status">
      <Icon fill={color} aria-hidden />
      <Typography fontWeight="semiBold" textColor={color}>
        {t(key, { total, rest })}
      </Typography>
    </Flex>
  );
}
