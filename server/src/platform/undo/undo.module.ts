import { Module } from '@nestjs/common';
import { UndoService } from './undo.service.js';

@Module({ providers: [UndoService], exports: [UndoService] })
export class UndoModule {}
