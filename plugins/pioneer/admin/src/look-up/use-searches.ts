import { useWords } from '../use-words';
import { useSearchPioneerMembersQuery, useSearchPioneerOrganisationsQuery } from './look-ups-api';
import type { UseSearch } from './picker';

/** Organisations by name and code. */
export const useOrganisationSearch: UseSearch = (q) => {
  const { language } = useWords();
  const { data = [], isFetching, error } = useSearchPioneerOrganisationsQuery({ q, language });
  const found = data.map(({ id, name, code }) => ({ id, text: `${name} (${code})` }));
  return { found, isSearching: isFetching, error };
};

/** Members by name and number. */
export const useMemberSearch: UseSearch = (q) => {
  const { language } = useWords();
  const { data = [], isFetching, error } = useSearchPioneerMembersQuery({ q, language });
  const found = data.map(({ id, name, number }) => ({ id, text: `${name} (${number})` }));
  return { found, isSearching: isFetching, error };
};

/** The same where members are named by their numbers. */
export const useMemberNumberSearch: UseSearch = (q) => {
  const { language } = useWords();
  const { data = [], isFetching, error } = useSearchPioneerMembersQuery({ q, language });
  const found = data.map(({ name, number }) => ({ id: number, text: `${name} (${number})` }));
  return { found, isSearching: isFetching, error };
};
