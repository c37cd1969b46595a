import { IsString, MaxLength } from 'class-validator';

/** A checkpoint that a mirror or witness has checked, with its own signature added. */
export class CosignedCheckpointDto {
  /** The whole note (c2sp.org/signed-note). */
  @IsString()
  @MaxLength(10_000)
  checkpoint: string;
}
