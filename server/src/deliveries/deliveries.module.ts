import { Module } from '@nestjs/common';
import { EventsModule } from '../events/events.module.js';
import { DeliveriesController } from './deliveries.controller.js';
import { DeliveriesService } from './deliveries.service.js';

@Module({ imports: [EventsModule], controllers: [DeliveriesController], providers: [DeliveriesService] })
export class DeliveriesModule {}
