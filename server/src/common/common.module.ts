import { Global, Module, type DynamicModule } from '@nestjs/common';
import { AppContext } from './context.js';
import { Cookies } from './cookies.js';
import { RunningExports } from './running-exports.js';
import { RateLimits } from './rate-limits.js';

/** What every module may use without saying so. */
@Global()
@Module({})
export class CommonModule {
  static with(context: AppContext): DynamicModule {
    return {
      module: CommonModule,
      providers: [{ provide: AppContext, useValue: context }, Cookies, RateLimits, RunningExports],
      exports: [AppContext, Cookies, RateLimits, RunningExports],
    };
  }
}
