import type { SignatoryDto } from '../../src/site/public/public.dto.js';
import type { TestApp } from './app.js';

/** What the public API says of a signatory, once the register has heard of every change. */
export async function publicPageOf(register: TestApp, publicId: string): Promise<SignatoryDto> {
  await register.hearsOfChanges();
  return (await register.anonymous.get(`/api/v1/signatories/${publicId}`).expect(200))
    .body as SignatoryDto;
}
