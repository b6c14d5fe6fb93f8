import { Layouts, Page, useRBAC } from '@strapi/strapi/admin';
import { Tabs } from '@strapi/design-system';
import { useNavigate, useParams, Navigate, Route, Routes } from 'react-router-dom';
import { CalendarSection } from './calendar/calendar-section';
import { HealthSection } from './health/health-section';
import { PeopleSection } from './people/people-section';
import { VIEW_PIONEER } from './permissions';
import { PostsSection } from './posts/posts-section';
import { UnitsSection } from './units/units-section';
import { useWords } from './use-words';

/** The plugin's page: how its parts stand, and the people it is for. The address names the section. */
export function PioneerPage() {
  return (
    <Page.Protect permissions={VIEW_PIONEER}>
      <Routes>
        <Route path=":section" element={<Sections />} />
        <Route path="*" element={<Sections />} />
      </Routes>
    </Page.Protect>
  );
}

function Sections() {
  const { t } = useWords();
  const { section } = useParams();
  const navigate = useNavigate();
  const { isLoading, allowedActions } = useRBAC(VIEW_PIONEER);
  if (isLoading) return <Page.Loading />;

  const { canOverview, canImport = false, canInvite = false, canImportUnits } = allowedActions;
  const { canEditPosts, canEditCalendar } = allowedActions;
  const sections = [
    ...(canOverview ? (['health'] as const) : []),
    ...(canImport || canInvite ? (['people'] as const) : []),
    ...(canEditPosts ? (['posts'] as const) : []),
    ...(canImportUnits ? (['units'] as const) : []),
    ...(canEditCalendar ? (['calendar'] as const) : []),
  ];
  const [first] = sections;
  if (first === undefined) return <Page.NoPermissions />;
  const current = sections.find((name) => name === section);
  if (current === undefined) return <Navigate to={`/plugins/pioneer/${first}`} replace />;

  return (
    <Page.Main>
      <Page.Title>{t('page.title')}</Page.Title>
      <Layouts.Header title={t('page.title')} subtitle={t('page.subtitle')} />
      <Layouts.Content>
        <Tabs.Root
          variant="simple"
          value={current}
          onValueChange={(name) => navigate(`/plugins/pioneer/${name}`)}
        >
          <Tabs.List aria-label={t('page.sections')}>
            {sections.map((name) => (
              <Tabs.Trigger key={name} value={name}>
                {t(`${name}.tab`)}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
          <Tabs.Content value="health">
            <HealthSection />
          </Tabs.Content>
          <Tabs.Content value="people">
            <PeopleSection canImport={canImport} canInvite={canInvite} />
          </Tabs.Content>
          <Tabs.Content value="posts">
            <PostsSection />
          </Tabs.Content>
          <Tabs.Content value="units">
            <UnitsSection />
          </Tabs.Content>
          <Tabs.Content value="calendar">
            <CalendarSection />
          </Tabs.Content>
        </Tabs.Root>
      </Layouts.Content>
    </Page.Main>
  );
}
