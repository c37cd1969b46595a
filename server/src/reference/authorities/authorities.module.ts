import { Module } from '@nestjs/common';
import { AuthoritiesService } from './authorities.service.js';

@Module({ providers: [AuthoritiesService], exports: [AuthoritiesService] })
export class AuthoritiesModule {}
