import { Module } from '@nestjs/common';
import { ContactGuide } from './contact-guide.js';
import { Router } from './router.js';
import { RoutingController } from './routing.controller.js';

@Module({ controllers: [RoutingController], providers: [Router, ContactGuide], exports: [Router, ContactGuide] })
export class RoutingModule {}
