import { Module } from '@nestjs/common';
import { SignpostsController } from './signposts.controller.js';

@Module({ controllers: [SignpostsController] })
export class SignpostsModule {}
