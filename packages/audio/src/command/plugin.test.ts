import { describePlugin } from '@inrflow/core/testing';
import { plugin } from './plugin.js';

describePlugin(plugin, { describe, test, expect }, 'audio, by its demo,');
