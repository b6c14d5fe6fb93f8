import {
  Checkbox,
  Field,
  Flex,
  Grid,
  NumberInput,
  SingleSelect,
  SingleSelectOption,
  TextInput,
} from '@strapi/design-system';
import {
  DAY_OFF_RULES,
  LAST_DAY,
  plainRuleOf,
  ruleFrom,
  WEEKDAYS,
  type DayOffRule,
  type PlainRule,
  type Schedule,
} from '../../../contract';
import { useWords } from '../use-words';
import { useScheduleText } from './schedule-text';

const MONTH_DAYS = [...Array.from({ length: 31 }, (_, index) => index + 1), LAST_DAY];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** What a new choice of "every" begins with. */
const BEGINNINGS: Readonly<Record<'week' | 'month' | 'other', string>> = {
  week: 'FREQ=WEEKLY;BYDAY=SA',
  month: 'FREQ=MONTHLY;BYMONTHDAY=1',
  other: 'FREQ=DAILY',
};

/** Every Saturday at nine, from today on. */
export function firstSchedule(): Schedule {
  const firstDay = new Intl.DateTimeFormat('sv-SE').format(new Date());
  return { rule: BEGINNINGS.week, dayOffRule: 'keep', hour: 9, firstDay };
}

/** Whether it can be sent: the server says what else is wrong with it. */
export function isFilled({ rule, firstDay }: Schedule): boolean {
  return rule.trim() !== '' && !rule.endsWith('=') && firstDay !== '';
}

interface ScheduleFieldsProps {
  readonly schedule: Schedule;
  readonly onChange: (schedule: Schedule) => void;
}

/** When work recurs: plain rules by choice, any other as RFC 5545 writes it. */
export function ScheduleFields({ schedule, onChange }: ScheduleFieldsProps) {
  const { t } = useWords();
  const { rule, dayOffRule, hour, firstDay } = schedule;
  return (
    <>
      <RuleFields rule={rule} onChange={(next) => onChange({ ...schedule, rule: next })} />
      <Grid.Root gap={4}>
        <Grid.Item col={6} s={12} direction="column" alignItems="stretch">
          <Field.Root>
            <Field.Label>{t('recurrences.hour')}</Field.Label>
            <SingleSelect
              value={hour}
              onChange={(value) => onChange({ ...schedule, hour: Number(value) })}
            >
              {HOURS.map((one) => (
                <SingleSelectOption key={one} value={one}>
                  {t('recurrences.hour.at', { hour: one })}
                </SingleSelectOption>
              ))}
            </SingleSelect>
          </Field.Root>
        </Grid.Item>
        <Grid.Item col={6} s={12} direction="column" alignItems="stretch">
          <Field.Root required>
            <Field.Label>{t('recurrences.firstDay')}</Field.Label>
            <TextInput
              type="date"
              value={firstDay}
              onChange={(event) => onChange({ ...schedule, firstDay: event.target.value })}
            />
          </Field.Root>
        </Grid.Item>
      </Grid.Root>
      <Field.Root hint={t('recurrences.dayOff.hint')}>
        <Field.Label>{t('recurrences.dayOff')}</Field.Label>
        <SingleSelect
          value={dayOffRule}
          onChange={(value) => onChange({ ...schedule, dayOffRule: value as DayOffRule })}
        >
          {DAY_OFF_RULES.map((one) => (
            <SingleSelectOption key={one} value={one}>
              {t(`recurrences.dayOff.${one}`)}
            </SingleSelectOption>
          ))}
        </SingleSelect>
        <Field.Hint />
      </Field.Root>
    </>
  );
}

interface RuleFieldsProps {
  readonly rule: string;
  readonly onChange: (rule: string) => void;
}

function RuleFields({ rule, onChange }: RuleFieldsProps) {
  const { t } = useWords();
  const plain = plainRuleOf(rule);
  const every = plain?.every ?? 'other';
  return (
    <>
      <Field.Root>
        <Field.Label>{t('recurrences.every')}</Field.Label>
        <SingleSelect
          value={every}
          onChange={(value) => onChange(BEGINNINGS[value as keyof typeof BEGINNINGS])}
        >
          {(['week', 'month', 'other'] as const).map((one) => (
            <SingleSelectOption key={one} value={one}>
              {t(`recurrences.every.${one}`)}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      </Field.Root>
      {plain === null ? (
        <Field.Root hint={t('recurrences.rule.hint')}>
          <Field.Label>{t('recurrences.rule')}</Field.Label>
          <TextInput value={rule} onChange={(event) => onChange(event.target.value)} />
          <Field.Hint />
        </Field.Root>
      ) : (
        <PlainFields plain={plain} onChange={(next) => onChange(ruleFrom(next))} />
      )}
    </>
  );
}

interface PlainFieldsProps {
  readonly plain: PlainRule;
  readonly onChange: (plain: PlainRule) => void;
}

function PlainFields({ plain, onChange }: PlainFieldsProps) {
  const { t } = useWords();
  return (
    <>
      <Field.Root>
        <Field.Label>{t(`recurrences.interval.${plain.every}`)}</Field.Label>
        <NumberInput
          value={plain.interval}
          onValueChange={(value) => {
            const interval = Math.min(Math.max(Math.round(value ?? 1), 1), 99);
            onChange({ ...plain, interval });
          }}
        />
      </Field.Root>
      {plain.every === 'week' ? (
        <WeekdayFields plain={plain} onChange={onChange} />
      ) : (
        <Field.Root>
          <Field.Label>{t('recurrences.monthDay')}</Field.Label>
          <SingleSelect
            value={plain.day}
            onChange={(day) => onChange({ ...plain, day: Number(day) })}
          >
            {MONTH_DAYS.map((day) => (
              <SingleSelectOption key={day} value={day}>
                {day === LAST_DAY ? t('recurrences.monthDay.last') : String(day)}
              </SingleSelectOption>
            ))}
          </SingleSelect>
        </Field.Root>
      )}
    </>
  );
}

interface WeekdayFieldsProps {
  readonly plain: Extract<PlainRule, { every: 'week' }>;
  readonly onChange: (plain: PlainRule) => void;
}

function WeekdayFields({ plain, onChange }: WeekdayFieldsProps) {
  const { t } = useWords();
  const { weekday } = useScheduleText();
  return (
    <Field.Root>
      <Field.Label>{t('recurrences.weekdays')}</Field.Label>
      <Flex gap={4} wrap="wrap">
        {WEEKDAYS.map((day) => {
          const isChosen = plain.weekdays.includes(day);
          const others = plain.weekdays.filter((one) => one !== day);
          return (
            <Checkbox
              key={day}
              checked={isChosen}
              // Without any day it would be no rule: the last one stays.
              disabled={isChosen && others.length === 0}
              onCheckedChange={(checked) =>
                onChange({ ...plain, weekdays: checked === true ? [...others, day] : others })
              }
            >
              {weekday(day)}
            </Checkbox>
          );
        })}
      </Flex>
    </Field.Root>
  );
}
