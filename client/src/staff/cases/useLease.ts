import { onScopeDispose, ref, shallowRef } from 'vue';
import { answer, api, type Schemas } from '../../api/client.ts';

export type Lease = Schemas['LeaseDto'];
const heartbeat = 15_000;

/**
 * Renews the lease on a case every 15 seconds and reports who holds it. `lost`: a colleague took it
 * over. A hidden page does not renew, so its lease expires.
 */
export function useLease(id: string) {
  const lease = shallowRef<Lease | null>(null);
  const lost = ref(false);

  async function hold(takeOver = false): Promise<void> {
    if (document.visibilityState !== 'visible') return;
    const now = await answer(
      api.PUT('/api/v1/staff/submissions/{id}/lease', {
        params: { path: { id } },
        body: { takeOver },
      }),
    ).catch(() => null);
    if (!now) return;
    if (lease.value?.mine && !now.mine) lost.value = true;
    if (now.mine) lost.value = false;
    lease.value = now;
  }

  const timer = setInterval(hold, heartbeat);
  const look = () => void hold();
  document.addEventListener('visibilitychange', look);
  /** The request outlives the page. */
  const release = () =>
    void fetch(`/api/v1/staff/submissions/${id}/lease`, {
      method: 'DELETE',
      keepalive: true,
    }).catch(() => undefined);
  window.addEventListener('pagehide', release);
  onScopeDispose(() => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', look);
    window.removeEventListener('pagehide', release);
    if (lease.value?.mine) release();
  });
  void hold();
  return { lease, lost, takeOver: () => hold(true) };
}
