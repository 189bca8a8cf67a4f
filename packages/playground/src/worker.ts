import { serve, type Port } from '@inrflow/core';
import { image } from '@inrflow/image';
import { pointcloud } from '@inrflow/pointcloud';
import { protein } from '@inrflow/protein';

serve([image, pointcloud, protein], globalThis as unknown as Port);
