import { Box, Flex, IconButton, Typography } from '@strapi/design-system';
import { Cross, Pencil } from '@strapi/icons';
import { useWords } from '../use-words';
import type { TaskSchedule } from './recurrences-api';
import { useScheduleText } from './schedule-text';

interface ScheduleCardProps {
  readonly schedule: TaskSchedule;
  readonly onEdit: () => void;
  readonly onEnd: () => void;
}

/** What posts of one title do by one schedule, and when next. */
export function ScheduleCard({ schedule, onEdit, onEnd }: ScheduleCardProps) {
  const { t } = useWords();
  const text = useScheduleText();
  const { title, posts, pausedPosts, organisation, nextDates } = schedule;
  const who = organisation ?? t('recurrences.posts', { count: posts });
  return (
    <Flex
      justifyContent="space-between"
      alignItems="flex-start"
      gap={2}
      padding={3}
      hasRadius
      background="neutral100"
    >
      <Box minWidth={0}>
        <Typography tag="p" fontWeight="semiBold">
          {t('recurrences.who', { title, who })}
        </Typography>
        <Typography tag="p">{text.when(schedule)}</Typography>
        <Typography tag="p" variant="pi" textColor="neutral600">
          {t(`recurrences.dayOff.${schedule.dayOffRule}.short`)}
        </Typography>
        <Typography tag="p" variant="pi" textColor="neutral600">
          {nextDates.length === 0
            ? t('recurrences.next.none')
            : t('recurrences.next', { dates: text.days(nextDates.slice(0, 3)) })}
        </Typography>
        {pausedPosts === 0 ? null : (
          <Typography tag="p" variant="pi" textColor="warning700">
            {t('recurrences.paused', { count: pausedPosts })}
          </Typography>
        )}
      </Box>
      <Flex gap={1}>
        <IconButton
          variant="ghost"
          size="XS"
          label={t('recurrences.edit.open', { title })}
          onClick={onEdit}
        >
          <Pencil />
        </IconButton>
        <IconButton
          variant="ghost"
          size="XS"
          label={t('recurrences.end.open', { title })}
          onClick={onEnd}
        >
          <Cross />
        </IconButton>
      </Flex>
    </Flex>
  );
}
