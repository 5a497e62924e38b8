import { Module } from '@nestjs/common';
import { Router } from './router.js';
import { RoutingController } from './routing.controller.js';

@Module({ controllers: [RoutingController], providers: [Router], exports: [Router] })
export class RoutingModule {}
