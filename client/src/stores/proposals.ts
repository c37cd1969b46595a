import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import { answer, api, onWaiting, type Schemas } from '../api/client.ts';
import { useSession } from './session.ts';

export type Proposal = Schemas['ProposalDto'];
export type RejectedProposal = Schemas['RejectedProposalDto'];

/**
 * Proposals that wait for a second colleague: for their page, the count in the menu, and banners on
 * entries.
 */
export const useProposals = defineStore('proposals', () => {
  const session = useSession();
  const items = shallowRef<Proposal[]>([]);
  /** One's own that a colleague has rejected lately. */
  const rejected = shallowRef<RejectedProposal[]>([]);
  const known = shallowRef(false);
  const decides = computed(
    () =>
      session.signedIn &&
      (session.account?.roles.some((role) => role === 'publisher' || role === 'administrator') ??
        false),
  );

  async function load(): Promise<void> {
    const found = decides.value ? await answer(api.GET('/api/v1/staff/proposals')) : undefined;
    items.value = found?.items ?? [];
    rejected.value = found?.rejected ?? [];
    known.value = true;
  }

  /** The count in the menu matters less than the page: without an answer it stays as it was. */
  const refresh = () => void load().catch(() => undefined);
  onWaiting(refresh);

  const of = (subjectId: string) => items.value.filter((one) => one.subjectId === subjectId);
  const others = computed(() => items.value.filter(({ mine }) => !mine));
  return { items, rejected, known, others, decides, load, refresh, of };
});
