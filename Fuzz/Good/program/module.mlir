!t_b1_2_f32 = tensor<?x2xf32>
!t_b1_3_f32 = tensor<?x3xf32>
!t_b1_f32 = tensor<?xf32>
module @apus attributes {jax.uses_shape_polymorphism = true} {
func.func public @main(%arg0: !t_b1_2_f32, %arg1: tensor<2x3xf32>, %arg2: tensor<3xf32>, %arg3: tensor<3x2xf32>, %arg4: tensor<2xf32>) -> (!t_b1_2_f32) {
  %0 = stablehlo.get_dimension_size %arg0, dim = 0 : (!t_b1_2_f32) -> tensor<i32>
  %1 = stablehlo.dot_general %arg0, %arg1, contracting_dims = [1] x [0] : (!t_b1_2_f32, tensor<2x3xf32>) -> !t_b1_3_f32
  %2 = stablehlo.reshape %0 : (tensor<i32>) -> tensor<1xi32>
  %3 = stablehlo.constant dense<[3]> : tensor<1xi32>
  %4 = stablehlo.concatenate %2, %3, dim = 0 : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
  %5 = stablehlo.dynamic_broadcast_in_dim %arg2, %4, dims = [1] : (tensor<3xf32>, tensor<2xi32>) -> !t_b1_3_f32
  %6 = stablehlo.add %1, %5 : !t_b1_3_f32
  %7 = stablehlo.constant dense<0x00000000> : tensor<f32>
  %8 = stablehlo.reshape %0 : (tensor<i32>) -> tensor<1xi32>
  %9 = stablehlo.constant dense<[3]> : tensor<1xi32>
  %10 = stablehlo.concatenate %8, %9, dim = 0 : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
  %11 = stablehlo.dynamic_broadcast_in_dim %7, %10, dims = [] : (tensor<f32>, tensor<2xi32>) -> !t_b1_3_f32
  %12 = stablehlo.maximum %6, %11 : !t_b1_3_f32
  %13 = stablehlo.dot_general %12, %arg3, contracting_dims = [1] x [0] : (!t_b1_3_f32, tensor<3x2xf32>) -> !t_b1_2_f32
  %14 = stablehlo.reshape %0 : (tensor<i32>) -> tensor<1xi32>
  %15 = stablehlo.constant dense<[2]> : tensor<1xi32>
  %16 = stablehlo.concatenate %14, %15, dim = 0 : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
  %17 = stablehlo.dynamic_broadcast_in_dim %arg4, %16, dims = [1] : (tensor<2xf32>, tensor<2xi32>) -> !t_b1_2_f32
  %18 = stablehlo.add %13, %17 : !t_b1_2_f32
  %19 = stablehlo.constant dense<0xFF800000> : tensor<f32>
  %20 = stablehlo.reduce(%18 init: %19) applies stablehlo.maximum across dimensions = [1] : (!t_b1_2_f32, tensor<f32>) -> !t_b1_f32
  %21 = stablehlo.reshape %0 : (tensor<i32>) -> tensor<1xi32>
  %22 = stablehlo.constant dense<[2]> : tensor<1xi32>
  %23 = stablehlo.concatenate %21, %22, dim = 0 : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
  %24 = stablehlo.dynamic_broadcast_in_dim %20, %23, dims = [0] : (!t_b1_f32, tensor<2xi32>) -> !t_b1_2_f32
  %25 = stablehlo.subtract %18, %24 : !t_b1_2_f32
  %26 = stablehlo.exponential %25 : !t_b1_2_f32
  %27 = stablehlo.constant dense<0x00000000> : tensor<f32>
  %28 = stablehlo.reduce(%26 init: %27) applies stablehlo.add across dimensions = [1] : (!t_b1_2_f32, tensor<f32>) -> !t_b1_f32
  %29 = stablehlo.constant dense<0x3F800000> : tensor<f32>
  %30 = stablehlo.reshape %0 : (tensor<i32>) -> tensor<1xi32>
  %31 = stablehlo.dynamic_broadcast_in_dim %29, %30, dims = [] : (tensor<f32>, tensor<1xi32>) -> !t_b1_f32
  %32 = stablehlo.divide %31, %28 : !t_b1_f32
  %33 = stablehlo.reshape %0 : (tensor<i32>) -> tensor<1xi32>
  %34 = stablehlo.constant dense<[2]> : tensor<1xi32>
  %35 = stablehlo.concatenate %33, %34, dim = 0 : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
  %36 = stablehlo.dynamic_broadcast_in_dim %32, %35, dims = [0] : (!t_b1_f32, tensor<2xi32>) -> !t_b1_2_f32
  %37 = stablehlo.multiply %26, %36 : !t_b1_2_f32
  return %37 : !t_b1_2_f32
}
}
