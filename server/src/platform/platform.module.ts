import { Global, Module, type DynamicModule } from '@nestjs/common';
import { AppContext } from './database/app-context.js';
import { Cookies } from './http/cookies.js';
import { FormTokens } from './http/form-tokens.js';
import { RunningExports } from './http/running-exports.js';
import { RateLimits } from './http/rate-limits.js';

/** Global providers, which every module can use without importing them. */
@Global()
@Module({})
export class PlatformModule {
  static with(context: AppContext): DynamicModule {
    return {
      module: PlatformModule,
      providers: [
        { provide: AppContext, useValue: context },
        Cookies,
        FormTokens,
        RateLimits,
        RunningExports,
      ],
      exports: [AppContext, Cookies, FormTokens, RateLimits, RunningExports],
    };
  }
}
